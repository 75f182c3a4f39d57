package io.pinelink.local.serverapi;

import io.pinelink.server.internal.clock.Delays;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** The operations on how long the server takes for what takes time in the service. */
final class DelayOperations {
  /** About three years. */
  private static final long MAX_SECONDS = 100_000_000;

  private static final String PROVISIONING = "provisioningTime";
  private static final String DELETION = "deletionTime";
  private static final String IMPORT = "importTime";
  private static final String VISIBILITY = "visibilityDelay";

  private final AtomicReference<Delays> delays;

  DelayOperations(AtomicReference<Delays> delays) {
    this.delays = delays;
  }

  void addTo(ApiTable table) {
    table
        .add("GET", "delays", request -> json(delays.get()))
        .add("PUT", "delays", request -> change(request.json()));
  }

  private ServerResponse change(JsonBody body) {
    body.only(PROVISIONING, DELETION, IMPORT, VISIBILITY);
    if (body.names().isEmpty()) {
      throw ApiRefusal.invalidBody(body.node(), "body has no delay");
    }
    Delays now = delays.get();
    Delays changed =
        new Delays(
            body.seconds(PROVISIONING, MAX_SECONDS).orElse(now.provisioning()),
            body.seconds(DELETION, MAX_SECONDS).orElse(now.deletion()),
            body.seconds(IMPORT, MAX_SECONDS).orElse(now.imports()),
            body.seconds(VISIBILITY, MAX_SECONDS).orElse(now.visibility()));
    delays.set(changed);
    return json(changed);
  }

  private static ServerResponse json(Delays delays) {
    ObjectNode body = PlainJson.MAPPER.createObjectNode();
    body.put(PROVISIONING, seconds(delays.provisioning()));
    body.put(DELETION, seconds(delays.deletion()));
    body.put(IMPORT, seconds(delays.imports()));
    body.put(VISIBILITY, seconds(delays.visibility()));
    return ServerResponse.json(200, body.toString());
  }

  private static double seconds(Duration duration) {
    return duration.toSeconds() + duration.toMillisPart() / 1e3;
  }
}
