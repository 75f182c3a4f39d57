package io.pinelink.server.internal.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceRatesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final ServiceRates rates =
      new ServiceRates(nanos::get, call -> Optional.of("index"), call -> Optional.of("project"));

  @BeforeEach
  void enforce() {
    rates.enforce(true);
  }

  private static ServerCall call(String operation, String namespace, byte[] body) {
    String path = namespace.isEmpty() ? "/any" : "/namespaces/" + namespace + "/documents/any";
    ServerCall call =
        new ServerCall(ListenerRole.PUBLIC_DATA, "POST", path, new DefaultHttpHeaders(), body);
    call.setOperation(operation, namespace);
    return call;
  }

  /** Makes a call about documents; JSON is written with single quotes. */
  private Optional<ServiceRates.Refusal> documents(String operation, String json) {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return rates.take(call(operation, "books", body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "updateDocuments | {'filter':{'a':1},'set_fields':{'b':2}} | updates by metadata",
        "deleteDocuments | {'filter':{'ids':[1,2]}} | deletes by metadata",
        "fetchDocuments | {'limit':5,'filter':{'a':1}} | fetches by metadata"
      })
  void documentsByMetadataHaveALowerRate(String operation, String json, String name) {
    for (int i = 0; i < 5; i++) {
      assertThat(documents(operation, json)).isEmpty();
    }

    assertThat(documents(operation, json))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.message())
                  .contains("limit of 5 " + name + " per second for namespace 'books'");
              assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(200));
            });
    assertThat(documents(operation, "{'ids':['a'],'filter':null}")).isEmpty();
  }

  @Test
  void updatedAndDeletedDocumentsAreCountedOneByOne() {
    String sixty =
        IntStream.range(0, 60)
            .mapToObj(i -> "{'_id':'" + i + "'}")
            .collect(Collectors.joining(","));
    String update = "{'documents':[" + sixty + "]}";

    assertThat(documents("updateDocuments", update)).isEmpty();
    assertThat(documents("updateDocuments", update))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.message()).contains("100 updated records per second");
              assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(200));
            });
    nanos.addAndGet(Duration.ofMillis(200).toNanos());
    assertThat(documents("updateDocuments", update)).isEmpty();
  }

  @Test
  void aRefusedCallIsNotCounted() {
    String update = "{'filter':{'a':1},'set_fields':{'b':2}}";
    for (int i = 0; i < 200; i++) {
      documents("updateDocuments", update);
    }

    // 95 requests are left of the rate of all updates.
    for (int i = 0; i < 95; i++) {
      assertThat(documents("updateDocuments", "{'documents':[{'_id':'a'}]}")).isEmpty();
    }
    assertThat(documents("updateDocuments", "{'documents':[{'_id':'a'}]}"))
        .hasValueSatisfying(
            refusal -> assertThat(refusal.message()).contains("100 update requests"));
  }

  @Test
  void aCallForAModelIsOneRequestOfAnySize() {
    for (int i = 0; i < 100; i++) {
      assertThat(rates.take(call("embed", "", new byte[1_000_000]))).isEmpty();
    }

    assertThat(rates.take(call("rerank", "", new byte[0])))
        .hasValueSatisfying(
            refusal -> assertThat(refusal.message()).contains("100 inference requests"));
  }

  @Test
  void upsertsAreLimitedInBytes() {
    byte[] tenMegabytes = new byte[10_000_000];
    for (int i = 0; i < 5; i++) {
      assertThat(rates.take(call("upsertDocuments", "books", tenMegabytes))).isEmpty();
    }

    assertThat(rates.take(call("upsertDocuments", "books", tenMegabytes)))
        .hasValueSatisfying(
            refusal ->
                assertThat(refusal.message()).contains("50000000 bytes of upserts per second"));
    assertThat(rates.take(call("upsertDocuments", "films", tenMegabytes))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "{'filter':", "{'filter':{'a':1},'ids':[1,", "5", "{'ids':7}"})
  void aBodyThatCannotBeReadIsOneRequest(String json) {
    for (int i = 0; i < 100; i++) {
      assertThat(documents("deleteDocuments", json)).isEmpty();
    }

    assertThat(documents("deleteDocuments", json))
        .hasValueSatisfying(
            refusal -> assertThat(refusal.message()).contains("100 delete requests"));
  }

  @Test
  void nothingIsLimitedUnlessTheRatesAreEnforced() {
    rates.enforce(false);

    for (int i = 0; i < 1_000; i++) {
      assertThat(documents("searchDocuments", "{}")).isEmpty();
    }
    assertThat(rates.states()).isEmpty();
  }
}
