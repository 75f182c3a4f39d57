package io.pinelink.examples;

import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The requests that an embedded server received, by listener and call. */
final class Traffic {
  private Traffic() {}

  /** Prints how often each listener received each call; a listener without calls has a row too. */
  static void print(EmbeddedPinecone server, PrintStream out) {
    Map<String, Map<String, Long>> seen =
        server.requests().stream()
            .collect(
                Collectors.groupingBy(
                    request -> request.listener() + " " + request.authority(),
                    TreeMap::new,
                    Collectors.groupingBy(Traffic::describe, TreeMap::new, Collectors.counting())));
    TextTable table = new TextTable().left("listener", 72).left("call", 60).right("times", 6);
    seen.forEach(
        (listener, calls) -> calls.forEach((call, times) -> table.row(listener, call, times)));
    for (Listener listener : Listener.values()) {
      if (server.requests().stream().noneMatch(request -> request.listener() == listener)) {
        table.row(listener, "nothing", 0);
      }
    }
    out.println();
    out.println(
        "requests that the server received: data on the private listener, the rest on the control"
            + " plane");
    out.print(table);
  }

  private static String describe(RecordedRequest request) {
    return request.protocol() + " " + request.method() + " " + request.path();
  }
}
