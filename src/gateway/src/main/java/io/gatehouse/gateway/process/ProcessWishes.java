package io.gatehouse.gateway.process;

import io.gatehouse.dataplane.server.NameTrial;
import io.gatehouse.gateway.runtime.command.Release;
import io.gatehouse.gateway.vip.VipWishes;
import io.gatehouse.model.GatewayModel;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the command line decides beside the configuration.
 *
 * @param transport {@code auto}, {@code io_uring}, {@code epoll} or {@code nio}
 * @param threads event loops; 0 leaves it to {@code nbthread}
 * @param pidfile stronger than the one of {@code global}
 * @param managed whether the service manager waits for a message
 * @param predecessors processes to end once this one listens
 * @param release what the runtime socket tells about the program
 * @param vip how virtual addresses are looked after
 * @param files reads the configuration anew, for a process that reloads at SIGHUP and SIGUSR2;
 *     empty when it said what is wrong with it. It is told which servers need no name looked up
 */
public record ProcessWishes(
    String transport,
    int threads,
    Optional<String> pidfile,
    boolean managed,
    Predecessors predecessors,
    Release release,
    VipWishes vip,
    Optional<Function<NameTrial.Known, Optional<GatewayModel>>> files) {}
