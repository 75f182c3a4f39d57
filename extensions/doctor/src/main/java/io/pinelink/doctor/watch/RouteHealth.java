package io.pinelink.doctor.watch;

import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** The health of a route, as an application experiences it, in the order of severity. */
public enum RouteHealth {
  /** Calls to the index work. */
  UP,
  /**
   * Calls to the index work, but over one protocol only, over connections that are already open,
   * over the public route because the private form does not answer, or without large packets.
   */
  DEGRADED,
  /**
   * Calls to the index do not work: the route is interrupted, or the service refuses them. A
   * service that only throttles calls is not down.
   */
  DOWN;

  /** The control plane is not among them: it is always public, and data flows without it. */
  private static final Set<Check> DATA =
      EnumSet.of(
          Check.HOST, Check.DNS, Check.TCP, Check.TLS, Check.PATH_MTU, Check.GRPC, Check.REST);

  /** Returns the health that a diagnosis shows. */
  public static RouteHealth of(Diagnosis diagnosis) {
    Objects.requireNonNull(diagnosis, "diagnosis is null");
    if (!diagnosis.dataCanFlow()) {
      return DOWN;
    }
    boolean failed =
        diagnosis.steps().stream()
            .anyMatch(step -> step.status() == Status.FAILED && DATA.contains(step.check()));
    return failed || diagnosis.fallback() ? DEGRADED : UP;
  }
}
