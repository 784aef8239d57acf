# For a Mac or Windows (see README.md): a Debian that has all that the course needs.
FROM debian:12
WORKDIR /reclaim
COPY . .
RUN ./reclaim start
CMD ["bash"]
