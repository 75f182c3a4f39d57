package io.pinelink.testing.requests;

import io.pinelink.model.Protocol;
import io.pinelink.server.RecordedRequest;
import java.util.List;
import java.util.function.Predicate;

/** Requests as text: one line for each, without headers, so without secrets. */
final class RequestLines {
  private static final int MAX_LINES = 50;
  private static final String MATCH = "\n* ";
  private static final String OTHER = "\n  ";

  private RequestLines() {}

  /** Returns a request, such as {@code query docs 'a' over gRPC at PRIVATE_DATA: HTTP 200}. */
  static String line(RecordedRequest request) {
    StringBuilder line = new StringBuilder();
    if (request.operation().isEmpty()) {
      line.append(request.method()).append(' ').append(request.path());
    } else {
      line.append(request.operation());
    }
    if (!request.index().isEmpty()) {
      line.append(" on index '").append(request.index()).append('\'');
    }
    request
        .namespace()
        .ifPresent(namespace -> line.append(" in namespace '").append(namespace).append('\''));
    return line.append(request.protocol() == Protocol.GRPC ? " over gRPC" : " over REST")
        .append(" at ")
        .append(request.listener())
        .append(": ")
        .append(outcome(request))
        .toString();
  }

  private static String outcome(RecordedRequest request) {
    if (request.cancelled()) {
      return "cancelled";
    }
    if (request.httpStatus().isEmpty()) {
      return "no response";
    }
    String status = "HTTP " + request.httpStatus().getAsInt();
    return request.grpcStatus().isEmpty()
        ? status
        : status + ", gRPC status " + request.grpcStatus().getAsInt();
  }

  /** Returns the newest 50 requests, one a line, with a star before those that match. */
  static String list(List<RecordedRequest> requests, Predicate<RecordedRequest> matches) {
    StringBuilder list = new StringBuilder();
    int first = Math.max(0, requests.size() - MAX_LINES);
    if (first > 0) {
      list.append(OTHER).append("(").append(first).append(" earlier requests)");
    }
    requests
        .subList(first, requests.size())
        .forEach(
            request -> list.append(matches.test(request) ? MATCH : OTHER).append(line(request)));
    return list.toString();
  }
}
