#!/bin/sh
# The command `fettle` beside fettle.service: the same user, settings and folders. Install it as /usr/local/bin/fettle.
# `fettle setup --once` before the service starts, then `fettle doctor`, `fettle status`, `fettle tickets …`.
exec sudo -u fettle env \
  LC_ALL=C.UTF-8 \
  FETTLE_HOME=/var/lib/fettle \
  FETTLE_DATA_DIR=/var/lib/fettle/fettle-data \
  FETTLE_CONFIG=/etc/fettle/fettle.json \
  /usr/bin/java -XX:-HeapDumpOnOutOfMemoryError -jar /opt/fettle/fettle.jar "$@"
