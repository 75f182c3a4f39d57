package io.pinelink.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private final RequestLog log = new RequestLog(call -> RequestLog.Target.NONE, request -> {});

  @Test
  void theOldestRequestsAreDropped() {
    RequestLog.Entry first = log.arrived(call("/0"));
    for (int i = 1; i <= RequestLog.CAPACITY; i++) {
      log.arrived(call("/" + i));
    }
    first.cancelled();

    List<RequestLog.Line> requests = log.requests();
    assertThat(requests).hasSize(RequestLog.CAPACITY).noneMatch(RequestLog.Line::cancelled);
    assertThat(requests.get(0).path()).isEqualTo("/1");
  }

  @Test
  void eachOutcomeIsReportedOnceWithOrWithoutAResponse() {
    List<RequestLog.Line> outcomes = new ArrayList<>();
    RequestLog reporting = new RequestLog(call -> RequestLog.Target.NONE, outcomes::add);
    RequestLog.Entry answered = reporting.arrived(call("/answered"));
    RequestLog.Entry dropped = reporting.arrived(call("/dropped"));
    RequestLog.Entry cancelled = reporting.arrived(call("/cancelled"));
    assertThat(outcomes).isEmpty();

    answered.answered(ServerResponse.text(200, ""));
    answered.cancelled();
    dropped.unanswered();
    cancelled.cancelled();

    assertThat(outcomes)
        .extracting(RequestLog.Line::path)
        .containsExactly("/answered", "/dropped", "/cancelled");
    assertThat(outcomes).extracting(r -> r.httpStatus().orElse(0)).containsExactly(200, 0, 0);
    assertThat(outcomes).extracting(RequestLog.Line::cancelled).containsExactly(false, false, true);
  }

  @Test
  void aWatchForCompleteRequestsEndsOnceTheFirstIsComplete() {
    RequestLog.Entry first = log.arrived(call("/first"));
    RequestLog.Entry second = log.arrived(call("/second"));
    RequestLog.Entry other = log.arrived(call("/other"));
    RequestLog.Selection selection =
        new RequestLog.Selection(line -> !line.path().equals("/other"), 0, 10, true);
    RequestLog.Watch watch = log.watch(selection);

    other.answered(ServerResponse.text(200, ""));
    second.answered(ServerResponse.text(200, ""));
    assertThat(watch.ended()).isNotDone();
    assertThat(log.select(selection).requests()).isEmpty();

    first.cancelled();
    assertThat(watch.ended()).isDone();
    assertThat(log.select(selection).requests()).hasSize(2);
    assertThat(log.watches()).isZero();
  }

  private static ServerCall call(String path) {
    return new ServerCall(
        ListenerRole.PUBLIC_DATA, "GET", path, new DefaultHttpHeaders(), new byte[0]);
  }
}
