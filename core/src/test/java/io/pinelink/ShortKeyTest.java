package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.error.ErrorCode;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.network.ProxyOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.HostBook;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are too short to be masked in messages. */
class ShortKeyTest {
  private static final String HOST = "docs-a1.svc.aped-1.pinecone.io";
  private static final QueryRequest QUERY = QueryRequest.nearest(1);
  private static final String REFUSAL =
      "apiKey has 2 characters, expected at least 8: a shorter one is sent to loopback only,"
          + " because it could not be masked in error messages, and "
          + HOST
          + " is not dialled on loopback";

  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);

  private Pinelink.Builder builder() {
    return Pinelink.builder()
        .apiKey("q7")
        .callbackExecutor(Runnable::run)
        .proxy(ProxyOptions.none())
        .transports(grpc);
  }

  @Test
  void areRefusedBeforeTheyAreSentToTheService() {
    try (Pinelink client = builder().build()) {
      Index index = client.indexAt(HOST);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.query(QUERY))
          .withMessage(REFUSAL);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.async().query(QUERY))
          .withMessage(REFUSAL)
          .withMessageNotContaining("q7");
      assertThat(grpc.hasNoCall()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.0.0.77"})
  void areAcceptedByServersOnThisMachine(String dial) {
    assertThat(isSent(builder().connectRule(ConnectRule.forHost(HOST).dial(dial)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs.localhost:5080", "https://docs.localhost:5080"})
  void areAcceptedForNamesUnderLocalhostWhoseAddressesAreChecked(String host) {
    try (Pinelink client = builder().build()) {
      CompletableFuture<QueryResponse> found = client.indexAt(host).async().query(QUERY);

      assertThat(grpc.next().answer().cancel(false)).isTrue();
      assertThat(found).isCompletedExceptionally();
    }
  }

  @Test
  void areRefusedWhereOneOfTheAddressesIsElsewhere() {
    ConnectRule rule = ConnectRule.forHost(HOST).dial("127.0.0.1").orElse("10.0.0.1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> isSent(builder().connectRule(rule)))
        .withMessage(REFUSAL);
  }

  @Test
  void areRefusedForANameThatMayHaveAnAddressElsewhere() {
    ConnectRule rule = ConnectRule.forHost(HOST).dial("x.localhost");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> isSent(builder().connectRule(rule)))
        .withMessage(REFUSAL);
  }

  @Test
  void areRefusedThroughAProxy() {
    Pinelink.Builder builder =
        builder()
            .connectRule(ConnectRule.forHost(HOST).dial("127.0.0.1"))
            .proxy(ProxyOptions.http("127.0.0.1", 3128));

    assertThatIllegalArgumentException().isThrownBy(() -> isSent(builder)).withMessage(REFUSAL);
  }

  @Test
  void areNotSentWhereTheIndexMovedAwayFromThisMachine() {
    FakeTransport rest = new FakeTransport(Protocol.REST);
    String moved = "docs-b2.svc.aped-1.pinecone.io";
    Pinelink.Builder builder =
        builder()
            .transports(grpc, rest)
            .controlPlane("localhost:5080")
            .connectRule(ConnectRule.forHost(HOST).dial("127.0.0.1"))
            .hostBook(
                HostBook.empty().with(new HostBook.Entry("docs", HOST, HostBook.Origin.USER)));
    try (Pinelink client = builder.build()) {
      CompletableFuture<QueryResponse> found = client.index("docs").async().query(QUERY);
      FakeTransport.Call first = grpc.next();
      Refusal refusal = new Refusal(ErrorCode.NOT_FOUND, "gone", null, null);
      first
          .answer()
          .completeExceptionally(
              Failures.refusal(first.context().failed(first.operation()), refusal, null));
      rest.next().answer().complete(ClientScene.docs(moved, null));

      assertThatThrownBy(found::join)
          .hasCauseInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(moved + " is not dialled on loopback");
      assertThat(grpc.hasNoCall()).isTrue();
    }
  }

  private boolean isSent(Pinelink.Builder builder) {
    try (Pinelink client = builder.build()) {
      CompletableFuture<QueryResponse> found = client.indexAt(HOST).async().query(QUERY);
      return grpc.next().answer().cancel(false) && found.isCompletedExceptionally();
    }
  }
}
