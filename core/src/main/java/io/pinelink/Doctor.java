package io.pinelink;

import io.pinelink.internal.Handshake;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Diagnosis;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteChoice;
import io.pinelink.routing.Router;
import io.pinelink.spi.Dialler;
import io.pinelink.spi.Transport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Looks at the way to an index step by step, as far as it gets. It asks one thing at a time and
 * blocks; nothing it does changes what the client does.
 */
final class Doctor {
  private static final Duration STEP = Duration.ofSeconds(10);

  private final Router router;
  private final Dialler dialler;
  private final Map<Protocol, Transport> transports;
  private final Caller control;
  private final InstantSource clock;

  Doctor(
      Router router,
      Dialler dialler,
      Map<Protocol, Transport> transports,
      Caller control,
      InstantSource clock) {
    this.router = router;
    this.dialler = dialler;
    this.transports = transports;
    this.control = control;
    this.clock = clock;
  }

  Diagnosis diagnose(String text) {
    Instant begin = clock.instant();
    Findings findings = new Findings();
    HostCheck given = new HostCheck(router, findings);
    RouteChoice choice = given.host(text);
    if (choice == null) {
      return new Diagnosis(text.strip(), begin, findings.steps());
    }
    given.catalogue(choice.first());
    Handshake shake = new ReachCheck(dialler, STEP, findings).reach(choice.first());
    Route route = shake == null && choice.otherwise() != null ? choice.otherwise() : choice.first();
    if (!route.equals(choice.first())) {
      findings.forgetCauses();
    }
    new CallCheck(transports, control, STEP, findings).calls(route);
    MachineCheck machine = new MachineCheck(dialler, clock, STEP, findings);
    machine.proxy(route, control.route());
    machine.dnsCache();
    machine.clock(choice.first(), shake);
    return new Diagnosis(choice.first().host(), begin, findings.steps());
  }
}
