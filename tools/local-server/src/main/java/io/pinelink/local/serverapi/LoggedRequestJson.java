package io.pinelink.local.serverapi;

import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A writer of logged requests as JSON, in which API keys are masked wherever they are. */
public final class LoggedRequestJson {
  /** An API key outside its header. */
  private static final Pattern KEY = Pattern.compile("(pcsk|pckey)_[\\w-]+");

  private LoggedRequestJson() {}

  /** Adds the members of a request, except its sequence number, to an object. */
  public static void addTo(ObjectNode object, RequestLog.Line request) {
    object.put("listener", request.ingress().listener().name().toLowerCase(Locale.ROOT));
    object.put("privateEndpoint", request.ingress().privateEndpoint());
    object.put("protocol", request.isGrpc() ? "grpc" : "rest");
    object.put("operation", request.operation());
    object.put("index", masked(request.target().index().orElse("")));
    object.put(
        "namespace", request.target().namespace().map(LoggedRequestJson::masked).orElse(null));
    object.put("method", masked(request.method()));
    object.put("path", masked(request.path()));
    object.put("query", masked(request.query()));
    object.put("authority", masked(request.authority()));
    ObjectNode headers = object.putObject("headers");
    new TreeMap<>(request.headers())
        .forEach(
            (name, values) ->
                values.forEach(value -> headers.withArray(masked(name)).add(masked(value))));
    put(object, "httpStatus", request.httpStatus());
    put(object, "grpcStatus", request.grpcStatus());
    object.put("cancelled", request.cancelled());
  }

  private static String masked(String text) {
    return KEY.matcher(text).replaceAll("***");
  }

  private static void put(ObjectNode object, String name, OptionalInt status) {
    if (status.isPresent()) {
      object.put(name, status.getAsInt());
    } else {
      object.putNull(name);
    }
  }
}
