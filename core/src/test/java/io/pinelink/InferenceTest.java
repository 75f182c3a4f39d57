package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.FakeTransport.Call;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.ModelType;
import io.pinelink.inference.RerankRequest;
import io.pinelink.inference.RerankResponse;
import io.pinelink.internal.response.InferenceResponses;
import io.pinelink.internal.response.RecordResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.TextRecord;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.InferenceOperations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inference and records, from the facade to the transport. */
@Timeout(20)
class InferenceTest {
  private static final String HOST = "docs-a1.svc.aped-1.pinecone.io";
  private static final EmbedRequest EMBED = EmbedRequest.builder("e5", "a").build();
  private static final Route CONTROL =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));
  private static final ResponseInfo INFO =
      VectorResponses.info("r-1", "", null, null, CONTROL, Protocol.REST, 1);

  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final Pinelink client =
      builder().routePolicy(RoutePolicy.privateRequired()).transports(grpc, rest).build();

  private static Pinelink.Builder builder() {
    return Pinelink.builder().apiKey("s3cret-key").callbackExecutor(Runnable::run);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void inferenceGoesToTheControlPlaneUnderEveryPolicy() {
    EmbedResponse embedded =
        new InferenceResponses.EmbedResult(
            "e5", VectorType.DENSE, List.of(), OptionalLong.of(1), INFO);
    RerankResponse ranked =
        new InferenceResponses.RerankResult(Optional.empty(), List.of(), OptionalLong.of(1), INFO);
    RerankRequest rerank = RerankRequest.builder("bge", "q", "d").build();
    rest.answering(embedded, ranked);

    assertThat(client.inference().embed(EMBED)).isSameAs(embedded);
    assertThat(client.inference().rerank(rerank)).isSameAs(ranked);

    Call first = rest.next();
    assertThat(first.operation()).isEqualTo(InferenceOperations.EMBED);
    assertThat(first.request()).isSameAs(EMBED);
    assertThat(first.context().route()).isEqualTo(CONTROL);
    assertThat(rest.next().operation()).isEqualTo(InferenceOperations.RERANK);
    assertThat(client.inference().route()).isEqualTo(CONTROL);
    assertThat(client.inference().async().route()).isEqualTo(CONTROL);
  }

  @Test
  void modelsAreListedAndDescribed() {
    ModelInfo model = ModelInfo.builder("e5", ModelType.EMBED, INFO).build();
    ListResponse<ModelInfo> list =
        new VectorResponses.ListResult<>(List.of(model), Optional.empty(), INFO);
    rest.answering(list, list, model);

    assertThat(client.inference().listModels()).isSameAs(list);
    assertThat(client.inference().listModels(ListModelsRequest.of(ModelType.EMBED))).isSameAs(list);
    assertThat(client.inference().describeModel("e5")).isSameAs(model);

    assertThat(rest.next().request()).isEqualTo(ListModelsRequest.all());
    assertThat(rest.next().request()).isEqualTo(ListModelsRequest.of(ModelType.EMBED));
    assertThat(rest.next().operation()).isEqualTo(InferenceOperations.DESCRIBE_MODEL);
  }

  @Test
  void aViewHasItsOwnTimeout() {
    Duration timeout = Duration.ofSeconds(7);
    rest.answering(
        new InferenceResponses.EmbedResult(
            "e5", VectorType.DENSE, List.of(), OptionalLong.of(1), INFO));

    client.inference().with(CallOptions.defaults().timeout(timeout)).embed(EMBED);

    assertThat(rest.next().context().deadline().timeout()).isEqualTo(timeout);
  }

  @Test
  void recordsGoOverRestOnTheRouteAndInTheNamespaceOfTheIndex() {
    EmptyResponse written = new VectorResponses.EmptyResult(INFO);
    SearchRecordsResponse found =
        new RecordResponses.SearchRecordsResult(
            List.of(),
            "",
            OptionalLong.of(1),
            OptionalLong.of(2),
            OptionalLong.of(0),
            OptionalLong.empty(),
            INFO);
    rest.answering(written, found);
    RecordIndex index = client.recordsAt(HOST).namespace("en");

    assertThat(index.upsert(List.of(TextRecord.of("r", "t", "x")))).isSameAs(written);
    assertThat(index.search(SearchRecordsRequest.byText("x"))).isSameAs(found);

    Call upsert = rest.next();
    assertThat(upsert.operation()).isEqualTo(DataOperations.UPSERT_RECORDS);
    assertThat(upsert.context().route()).isEqualTo(index.route());
    assertThat(upsert.context().route().kind()).isEqualTo(Route.Kind.PRIVATE);
    assertThat(upsert.context().namespace()).isEqualTo("en");
    assertThat(rest.next().operation()).isEqualTo(DataOperations.SEARCH_RECORDS);
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void withoutRestTheMessageNamesTheArtifact() {
    try (Pinelink alone = builder().transports(grpc).build()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> alone.recordsAt(HOST).upsert(List.of(TextRecord.of("r", "t", "x"))))
          .withMessageStartingWith("upsertRecords needs a transport")
          .withMessageEndingWith("add the artifact io.pinelink:pinelink-rest");
      assertThatIllegalStateException()
          .isThrownBy(() -> alone.recordsAt(HOST).search(SearchRecordsRequest.byText("x")))
          .withMessageEndingWith("add the artifact io.pinelink:pinelink-rest");
      assertThatIllegalStateException()
          .isThrownBy(() -> alone.inference().embed(EMBED))
          .withMessageEndingWith("add the artifact io.pinelink:pinelink-rest");
    }
  }
}
