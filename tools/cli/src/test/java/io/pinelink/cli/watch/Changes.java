package io.pinelink.cli.watch;

import io.pinelink.doctor.watch.Finding;
import io.pinelink.doctor.watch.RouteChange;
import io.pinelink.doctor.watch.RouteChange.Item;
import io.pinelink.doctor.watch.RouteHealth;
import io.pinelink.routing.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of one host. */
final class Changes {
  static final String HOST = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";
  private static final Instant AT = Instant.parse("2026-11-30T03:05:00.123Z");

  private Changes() {}

  static RouteChange first() {
    return firstOf(HOST);
  }

  static RouteChange firstOf(String host) {
    return new RouteChange(
        host, AT, Optional.empty(), RouteHealth.UP, Optional.of(Verdict.ANSWERED), List.of());
  }

  static RouteChange down() {
    return new RouteChange(
        HOST,
        AT,
        Optional.of(RouteHealth.UP),
        RouteHealth.DOWN,
        Optional.of(Verdict.UNREACHABLE),
        List.of(
            item("dns", "ok", "failed", "the name does not resolve", "create the zone"),
            item("grpc", "ok", "failed", "no connection", null)));
  }

  static RouteChange up() {
    return new RouteChange(
        HOST,
        AT,
        Optional.of(RouteHealth.DOWN),
        RouteHealth.UP,
        Optional.of(Verdict.ANSWERED),
        List.of(
            item("dns", "failed", "ok", "leads to 10.0.1.15", null),
            item("grpc", "failed", "ok", "answered", null)));
  }

  private static Item item(
      String subject, String from, String to, String seen, @Nullable String hint) {
    return new Item(
        Optional.of(from),
        new Finding(subject, to, to.equals("failed"), seen, Optional.ofNullable(hint)));
  }
}
