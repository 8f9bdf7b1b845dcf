# Settings of the LAN bed (sourced by the other scripts). Everything that grows lies in $RUN, outside the repository.
RIG=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
RUN=${LAN_RUN:-/var/tmp/antrean-tests-lan}             # logs, pids, state, the unpacked kernel
UML=$RUN/uml
SHARE=$RUN/share                                 # the exported folder (on this machine's disk)
NS=${LAN_NS:-antreantests}                         # network namespace
SRV=10.77.0.1                                    # server's address on the LAN bridge
MGMT=10.78.0.1                                   # management bridge: stays up when a cable is cut
PY=${PY:-$(readlink -f "$(command -v python3)")}
NX="ip netns exec $NS"
mkdir -p $RUN $SHARE
