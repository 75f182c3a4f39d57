package io.pinelink.testing;

import io.netty.handler.codec.http.HttpHeaders;
import io.pinelink.model.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What arrived, in order of arrival. Thread-safe. */
final class RequestLog {
  private static final Set<String> SECRETS = Set.of("api-key", "authorization");

  private final List<Entry> entries = new ArrayList<>();

  /** Notes a request before anything looks at it; the answer is told to the entry later. */
  synchronized Entry arrived(HttpCall call) {
    Entry entry =
        new Entry(
            new RecordedRequest(
                call.listener(),
                call.isGrpc() ? Protocol.GRPC : Protocol.REST,
                call.method(),
                call.path(),
                call.query(),
                call.authority(),
                masked(call.headers()),
                OptionalInt.empty(),
                OptionalInt.empty()));
    entries.add(entry);
    return entry;
  }

  synchronized List<RecordedRequest> requests() {
    return entries.stream().map(Entry::request).toList();
  }

  synchronized void clear() {
    entries.clear();
  }

  private static Map<String, List<String>> masked(HttpHeaders headers) {
    Map<String, List<String>> masked = new LinkedHashMap<>();
    for (String name : headers.names()) {
      String key = name.toLowerCase(Locale.ROOT);
      // Netty's own, from translating HTTP/2.
      if (!key.startsWith("x-http2-")) {
        masked.put(key, SECRETS.contains(key) ? List.of("***") : List.copyOf(headers.getAll(name)));
      }
    }
    return Map.copyOf(masked);
  }

  /** One line of the log. */
  static final class Entry {
    private volatile RecordedRequest request;

    private Entry(RecordedRequest request) {
      this.request = request;
    }

    void answered(Answer answer) {
      RecordedRequest r = request;
      request =
          new RecordedRequest(
              r.listener(),
              r.protocol(),
              r.method(),
              r.path(),
              r.query(),
              r.authority(),
              r.headers(),
              OptionalInt.of(answer.status()),
              answer.grpcStatus());
    }

    private RecordedRequest request() {
      return request;
    }
  }
}
