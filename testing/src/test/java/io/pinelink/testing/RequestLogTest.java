package io.pinelink.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private final RequestLog log = new RequestLog();

  @Test
  void theOldestRequestsMakeRoom() {
    RequestLog.Entry first = log.arrived(call("/0"), "query");
    for (int i = 1; i <= RequestLog.CAPACITY; i++) {
      log.arrived(call("/" + i), "query");
    }
    first.cancelled();

    List<RecordedRequest> requests = log.requests();
    assertThat(requests).hasSize(RequestLog.CAPACITY).noneMatch(RecordedRequest::cancelled);
    assertThat(requests.get(0).path()).isEqualTo("/1");
  }

  private static HttpCall call(String path) {
    return new HttpCall(Listener.PUBLIC_DATA, "GET", path, new DefaultHttpHeaders(), new byte[0]);
  }
}
