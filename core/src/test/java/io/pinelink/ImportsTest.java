package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.JobStatus;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.ClientState;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.call.InFlightCalls;
import io.pinelink.internal.call.RouteCounts;
import io.pinelink.internal.call.SelectedApiVersion;
import io.pinelink.internal.response.ImportResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.RouteListener;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.ImportOperations;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.spi.request.ById;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ImportsTest {
  private static final String HOST = "docs-a1.svc.aped-1.pinecone.io";
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final ResponseInfo INFO =
      VectorResponses.info(
          null,
          "",
          null,
          null,
          ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of())),
          Protocol.REST,
          1);

  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final Pinelink client =
      Pinelink.builder()
          .apiKey("any-api-key")
          .callbackExecutor(Runnable::run)
          .transports(rest)
          .build();
  private final Imports imports = client.indexAt(HOST).namespace("en").imports();

  @AfterEach
  void close() {
    client.close();
  }

  private static ImportDescription described(JobStatus status, String error) {
    return new ImportResponses.ImportResult(
        "7", "s3://b/", status, Optional.empty(), Optional.empty(), 0, 0, Optional.of(error), INFO);
  }

  @Test
  void callsGoToTheIndexWithoutANamespace() {
    rest.answering(
        new ImportResponses.StartImportResult("7", INFO), new VectorResponses.EmptyResult(INFO));

    assertThat(imports.start(StartImportRequest.from("s3://b/")).id()).isEqualTo("7");
    imports.cancel("7");

    FakeTransport.Call start = rest.next();
    assertThat(start.operation()).isEqualTo(ImportOperations.START_IMPORT);
    assertThat(start.context().route().host()).isEqualTo(HOST);
    assertThat(start.context().namespace()).isEmpty();
    assertThat(rest.next().operation()).isEqualTo(ImportOperations.CANCEL_IMPORT);
    assertThat(imports).hasToString("Imports[" + start.context().route() + "]");
  }

  @Test
  void viewsHaveTheirOwnSettings() {
    EmptyResponse cancelled = new VectorResponses.EmptyResult(INFO);
    rest.answering(cancelled, cancelled, cancelled);
    CallOptions options = CallOptions.defaults().timeout(LONG).once();

    imports.with(options).cancel("7");
    imports.with(options).async().cancel("7").join();
    imports.async().with(options).cancel("7").join();

    for (int i = 0; i < 3; i++) {
      CallContext context = rest.next().context();
      assertThat(context.deadline().timeout()).isEqualTo(LONG);
      assertThat(context.once()).isTrue();
      assertThat(context.namespace()).isEmpty();
    }
  }

  @Test
  void importsUseTheRouteOfTheIndex() {
    Index index = client.indexAt(HOST);

    assertThat(imports.route()).isEqualTo(index.route());
    assertThat(imports.async().route()).isEqualTo(index.route());
    assertThat(imports.async()).hasToString("AsyncImports[" + index.route() + "]");
  }

  @Test
  void futuresCompleteOnTheCallbackExecutor() {
    List<Runnable> callbacks = new ArrayList<>();
    try (Pinelink own =
        Pinelink.builder()
            .apiKey("any-api-key")
            .callbackExecutor(callbacks::add)
            .transports(rest)
            .build()) {
      rest.answering(new VectorResponses.EmptyResult(INFO), new VectorResponses.EmptyResult(INFO));
      own.indexAt(HOST).imports().cancel("7");
      assertThat(callbacks).isEmpty();

      CompletableFuture<?> future = own.indexAt(HOST).imports().async().cancel("7");

      assertThat(future).isNotDone();
      callbacks.forEach(Runnable::run);
      assertThat(future).isCompleted();
    }
  }

  @Test
  void allPagesAreRead() {
    ImportDescription one = described(JobStatus.PENDING, "");
    rest.answering(
        new VectorResponses.ListResult<>(List.of(one), Optional.of("t"), INFO),
        new VectorResponses.ListResult<>(List.of(one), Optional.empty(), INFO));

    assertThat(imports.listAll(PageRequest.builder().limit(1).build())).containsExactly(one, one);

    assertThat(rest.next().request()).isEqualTo(PageRequest.builder().limit(1).build());
    assertThat(rest.next().request())
        .isEqualTo(PageRequest.builder().limit(1).paginationToken("t").build());
  }

  @Test
  void waitingEndsWhenTheImportIsCompleted() {
    ImportDescription completed = described(JobStatus.COMPLETED, "");
    rest.answering(described(JobStatus.IN_PROGRESS, ""), completed);
    CompletableFuture<Void> over = new CompletableFuture<>();
    over.complete(null);
    Caller caller =
        new Caller(
            new ClientState(
                new InFlightCalls(),
                new RouteCounts(new RouteListener() {}),
                pause -> over,
                SelectedApiVersion.of("2026-04")),
            rest,
            new ApiKey("any-api-key"),
            new CurrentRoute(INFO.route()),
            "",
            LONG,
            false,
            ExtraHeaders.none(),
            Runnable::run);
    AsyncImports pausing = new AsyncImports(caller);

    assertThat(pausing.awaitImport("7", LONG)).isCompletedWithValue(completed);

    assertThat(rest.next().request()).isEqualTo(ById.ofImport("7"));
    assertThat(rest.next().request()).isEqualTo(ById.ofImport("7"));
  }

  @Test
  void waitingEndsEarlyWhenTheImportFailed() {
    rest.answering(described(JobStatus.FAILED, "no such bucket"));

    assertThatThrownBy(() -> imports.awaitImport("7", LONG))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.FAILED_PRECONDITION))
        .hasMessageContaining("awaitImport")
        .hasMessageContaining("import '7' is Failed: no such bucket");
  }

  @Test
  void waitingEndsEarlyWhenTheImportWasCancelled() {
    rest.answering(described(JobStatus.CANCELLED, ""));

    assertThatThrownBy(() -> imports.awaitImport("7", LONG))
        .hasMessageEndingWith("import '7' is Cancelled");
  }

  @Test
  void importsNeedTheRestTransport() {
    try (Pinelink grpcAlone =
        Pinelink.builder()
            .apiKey("any-api-key")
            .transports(new FakeTransport(Protocol.GRPC))
            .build()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> grpcAlone.indexAt(HOST).imports().describe("7"))
          .withMessageContaining("describeImport")
          .withMessageContaining("io.pinelink:pinelink-rest");
    }
  }
}
