#!/bin/bash
# guest.sh start N [mem] | kill N (power cut) | wait N | freeze N | thaw N
. "$(dirname "$0")/env.sh"
N=$2
case $1 in
start)
  [ -f $RUN/g$N.pid ] && kill -0 -- -$(cat $RUN/g$N.pid) 2>/dev/null && { echo "guest $N already runs"; exit 0; }
  setsid $NX $UML/usr/bin/linux.uml umid=hall$N uml_dir=$RUN/mconsole mem=${3:-640M} root=/dev/root rootfstype=hostfs rootflags=/ ro \
    init=$RIG/guest-init.sh GID=$N LAN_RUN=$RUN PY=$PY con=null con0=null,fd:1 quiet \
    vec0:transport=tap,ifname=t$N.0,depth=64,gro=1,mac=02:77:00:00:01:$(printf %02x $N) \
    vec1:transport=tap,ifname=t$N.1,depth=64,gro=1,mac=02:78:00:00:01:$(printf %02x $N) </dev/null >$RUN/g$N.log 2>&1 &
  echo $! >$RUN/g$N.pid ;;
wait) for k in $(seq 100); do $PY $RIG/gx.py $N true 5 >/dev/null 2>&1 && exit 0; sleep 0.2; done; exit 1 ;;
kill) kill -KILL -- -$(cat $RUN/g$N.pid); rm -f $RUN/g$N.pid ;;      # all threads of the guest die at once: no flush, no unlock
freeze) kill -STOP $(cat $RUN/g$N.pid) ;;      # the kernel alone: a stop signal to what it traces would kill its init
thaw) kill -CONT $(cat $RUN/g$N.pid) ;;
esac
