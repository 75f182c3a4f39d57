package io.pinelink.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pinelink.CallOptions;
import io.pinelink.FakeTransport;
import io.pinelink.FakeTransport.Call;
import io.pinelink.admin.internal.login.AccessToken;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.internal.Timers;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Route;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.credential.BearerToken;
import io.pinelink.spi.credential.ClientCredentials;
import io.pinelink.telemetry.CallListener;
import io.pinelink.telemetry.CallObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the login of the admin client, with the test's clock. */
@Timeout(20)
class AdminClientTest {
  private static final Route CONTROL =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));
  private static final ResponseInfo INFO =
      VectorResponses.info(null, "", null, null, CONTROL, Protocol.REST, 1);
  private static final ListResponse<Project> NONE =
      new VectorResponses.ListResult<>(List.of(), Optional.empty(), INFO);
  private static final BearerToken FIRST = new BearerToken("t0ken-1");
  private static final BearerToken SECOND = new BearerToken("t0ken-2");

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final AdminClient admin = builder().build();

  private AdminClient.Builder builder() {
    return AdminClient.builder()
        .clientCredentials("me", "s3cret-key")
        .callbackExecutor(Runnable::run)
        .clock(() -> now.get())
        .transports(rest);
  }

  @AfterEach
  void close() {
    admin.close();
  }

  private static AccessToken token(BearerToken token, long seconds) {
    return new AccessToken(token, Duration.ofSeconds(seconds), INFO);
  }

  private static ServiceException refusal(ErrorCode code) {
    return Failures.refusal(
        new FailedCall("any", CONTROL, 1), new Refusal(code, "no", null, null), null);
  }

  private void expectLogin() {
    Call login = rest.next();
    assertThat(login.operation()).isEqualTo(AdminOperations.CREATE_TOKEN);
    assertThat(login.context().route().host()).isEqualTo("login.pinecone.io");
    assertThat(login.context().credential()).isInstanceOf(ClientCredentials.class);
  }

  private void expectCallWith(BearerToken token) {
    Call call = rest.next();
    assertThat(call.operation()).isEqualTo(AdminOperations.LIST_PROJECTS);
    assertThat(call.context().route()).isEqualTo(CONTROL);
    assertThat(call.context().credential()).isEqualTo(token);
  }

  @Test
  void theFirstCallLogsInAndTheNextUsesItsToken() {
    rest.answering(token(FIRST, 1_800), NONE, NONE);

    assertThat(admin.listProjects()).isEqualTo(NONE);
    admin.listProjects();

    expectLogin();
    expectCallWith(FIRST);
    expectCallWith(FIRST);
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void theLoginAndTheCallAreReportedToListeners() {
    rest.answering(token(FIRST, 1_800), NONE);
    List<String> reported = new CopyOnWriteArrayList<>();
    CallListener listener =
        call -> {
          reported.add(call.operation() + " at " + call.route().host());
          return CallObserver.none();
        };
    try (AdminClient observed = builder().callListener(listener).build()) {
      observed.listProjects();
    }

    assertThat(reported)
        .containsExactly("createToken at login.pinecone.io", "listProjects at api.pinecone.io");
  }

  @Test
  void loginAndCallAreRetried() {
    rest.answering(
        refusal(ErrorCode.UNAVAILABLE), token(FIRST, 1_800), refusal(ErrorCode.UNAVAILABLE), NONE);
    Timers timers = Timers.thatAreOverAfter(0);
    try (AdminClient patient = builder().scheduler(timers).build()) {
      assertThat(patient.listProjects()).isEqualTo(NONE);
    }
    expectLogin();
    expectLogin();
    expectCallWith(FIRST);
    expectCallWith(FIRST);
    assertThat(timers.delays()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"1800, 1740", "600, 540", "100, 90", "9223372036854775807, 2591940"})
  void aTokenIsReplacedShortlyBeforeItEnds(long lifetime, int until) {
    rest.answering(token(FIRST, lifetime), NONE, NONE, token(SECOND, lifetime), NONE);
    admin.listProjects();
    now.set(Instant.ofEpochSecond(until).minusMillis(1));
    admin.listProjects();
    now.set(Instant.ofEpochSecond(until));

    admin.listProjects();

    expectLogin();
    expectCallWith(FIRST);
    expectCallWith(FIRST);
    expectLogin();
    expectCallWith(SECOND);
  }

  @Test
  void aRefusedTokenIsReplacedOnce() {
    rest.answering(
        token(FIRST, 1_800), refusal(ErrorCode.UNAUTHENTICATED), token(SECOND, 1_800), NONE, NONE);

    admin.listProjects();
    admin.listProjects();

    expectLogin();
    expectCallWith(FIRST);
    expectLogin();
    expectCallWith(SECOND);
    expectCallWith(SECOND);
  }

  @Test
  void aSecondRefusalFailsTheCall() {
    ServiceException refused = refusal(ErrorCode.UNAUTHENTICATED);
    rest.answering(token(FIRST, 1_800), refused, token(SECOND, 1_800), refused);

    assertThatThrownBy(admin::listProjects).isSameAs(refused);

    expectLogin();
    expectCallWith(FIRST);
    expectLogin();
    expectCallWith(SECOND);
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void otherRefusalsAreNotRetried() {
    ServiceException refused = refusal(ErrorCode.PERMISSION_DENIED);
    rest.answering(token(FIRST, 1_800), refused);

    assertThatThrownBy(admin::listProjects).isSameAs(refused);

    expectLogin();
    expectCallWith(FIRST);
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void callsAtTheSameTimeShareOneLogin() {
    CompletableFuture<ListResponse<Project>> first = admin.async().listProjects();
    CompletableFuture<ListResponse<Project>> second = admin.async().listProjects();
    CompletableFuture<ListResponse<Project>> cancelled = admin.async().listProjects();
    Call login = rest.next();
    assertThat(rest.hasNoCall()).isTrue();

    cancelled.cancel(true);
    assertThat(login.answer()).isNotDone();
    login.answer().complete(token(FIRST, 1_800));

    rest.next().answer().complete(NONE);
    rest.next().answer().complete(NONE);
    assertThat(rest.hasNoCall()).isTrue();
    assertThat(first).isCompletedWithValue(NONE);
    assertThat(second).isCompletedWithValue(NONE);
    assertThat(cancelled).isCancelled();
  }

  @Test
  void callsThatAreRefusedTogetherShareTheNextLogin() {
    CompletableFuture<ListResponse<Project>> first = admin.async().listProjects();
    CompletableFuture<ListResponse<Project>> second = admin.async().listProjects();
    rest.next().answer().complete(token(FIRST, 1_800));
    Call one = rest.next();
    Call two = rest.next();

    one.answer().completeExceptionally(refusal(ErrorCode.UNAUTHENTICATED));
    two.answer().completeExceptionally(refusal(ErrorCode.UNAUTHENTICATED));
    expectLoginAnswered(SECOND);

    rest.next().answer().complete(NONE);
    rest.next().answer().complete(NONE);
    assertThat(first).isCompletedWithValue(NONE);
    assertThat(second).isCompletedWithValue(NONE);
    assertThat(rest.hasNoCall()).isTrue();
  }

  private void expectLoginAnswered(BearerToken token) {
    Call login = rest.next();
    assertThat(login.operation()).isEqualTo(AdminOperations.CREATE_TOKEN);
    assertThat(rest.hasNoCall()).isTrue();
    login.answer().complete(token(token, 1_800));
  }

  @Test
  void aFailedLoginFailsTheCallAndTheNextCallLogsInAgain() {
    ServiceException refused = refusal(ErrorCode.UNAUTHENTICATED);
    rest.answering(refused, token(FIRST, 1_800), NONE);

    assertThatThrownBy(admin::listProjects)
        .isSameAs(refused)
        .isInstanceOf(UnauthenticatedException.class)
        .hasMessageContaining("client's id or secret");
    assertThat(admin.listProjects()).isEqualTo(NONE);

    expectLogin();
    expectLogin();
    expectCallWith(FIRST);
  }

  @Test
  void cancellingACallEndsItOnTheWire() {
    rest.answering(token(FIRST, 1_800));
    CompletableFuture<ListResponse<Project>> call = admin.async().listProjects();
    rest.next();
    Call onWire = rest.next();

    call.cancel(true);

    assertThat(onWire.answer()).isCancelled();
  }

  @Test
  void aViewHasItsOwnTimeoutAndSharesTheToken() {
    Duration timeout = Duration.ofSeconds(7);
    rest.answering(token(FIRST, 1_800), NONE, NONE, NONE);

    admin.with(CallOptions.defaults().timeout(timeout)).listProjects();
    admin.async().with(CallOptions.defaults().timeout(timeout)).listProjects().join();
    admin.listProjects();

    Call login = rest.next();
    assertThat(login.operation()).isEqualTo(AdminOperations.CREATE_TOKEN);
    assertThat(login.context().deadline().timeout()).isGreaterThan(timeout);
    assertThat(rest.next().context().deadline().timeout()).isLessThanOrEqualTo(timeout);
    assertThat(rest.next().context().deadline().timeout()).isLessThanOrEqualTo(timeout);
    expectCallWith(FIRST);
    assertThat(admin.with(CallOptions.defaults()).route()).isEqualTo(CONTROL);
  }

  @Test
  void theTimeoutOfAViewCoversTheWaitForTheLogin() {
    AdminClient hasty = admin.with(CallOptions.defaults().timeout(Duration.ofMillis(50)));

    assertThatExceptionOfType(DeadlineExceededException.class)
        .isThrownBy(hasty::listProjects)
        .withMessageContaining("listProjects")
        .withMessageContaining("50 ms");

    Call login = rest.next();
    assertThat(login.answer()).isNotDone();
    rest.answering(NONE);
    CompletableFuture<ListResponse<Project>> patient = admin.async().listProjects();
    login.answer().complete(token(FIRST, 1_800));
    assertThat(patient).isCompletedWithValue(NONE);
    expectCallWith(FIRST);
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void closingAViewClosesTheClient() {
    admin.with(CallOptions.defaults()).close();

    assertThat(rest.closed).isEqualTo(1);
    assertThatIllegalStateException().isThrownBy(admin::listProjects);
  }

  @Test
  void aClosedClientAcceptsNoCalls() {
    admin.close();
    admin.close();

    assertThat(rest.closed).isEqualTo(1);
    assertThatIllegalStateException()
        .isThrownBy(admin::listProjects)
        .withMessageContaining("closed");
  }

  @Test
  void aClientThatIsClosedDuringTheLoginFailsTheCall() throws Exception {
    CompletableFuture<ListResponse<Project>> call = admin.async().listProjects();
    Call login = rest.next();
    Thread closing = new Thread(admin::close, "closing");
    closing.start();
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> closing.getState() == Thread.State.TIMED_WAITING);

    login.answer().complete(token(FIRST, 1_800));
    closing.join();

    assertThat(call)
        .isCompletedExceptionally()
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(IllegalStateException.class)
        .withMessageContaining("closed");
  }

  @Test
  void secretsAreNotPrinted() {
    assertThat(admin.toString()).isEqualTo("AdminClient[" + CONTROL + "]");
    assertThat(admin.async().toString()).isEqualTo("AsyncAdminClient[" + CONTROL + "]");
    assertThat(token(FIRST, 1).toString()).doesNotContain("t0ken");
  }

  @Test
  void otherHostsReceiveNoSecret() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().login("login.evil.com").build())
        .withMessageContaining("login.evil.com");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().controlPlane("api.pinecone.io.evil.com").build());
    try (AdminClient own =
        builder().trustedDomain("example.com").login("login.example.com").build()) {
      rest.answering(token(FIRST, 1_800), NONE);
      own.listProjects();
      assertThat(rest.next().context().route().host()).isEqualTo("login.example.com");
    }
  }

  @Test
  void credentialsComeFromTheEnvironmentUnlessSet() {
    assertThat(AdminClient.Builder.credentialsFrom(" me ", "s3cret-key\n").id()).isEqualTo("me");
    assertThatIllegalStateException()
        .isThrownBy(() -> AdminClient.Builder.credentialsFrom("me", null))
        .withMessageContaining("PINECONE_CLIENT_ID")
        .withMessageContaining("PINECONE_CLIENT_SECRET");
    assertThatIllegalStateException()
        .isThrownBy(() -> AdminClient.Builder.credentialsFrom(" ", "s3cret-key"));
  }

  @Test
  void theLoginHasOnlyTheHeadersOfTheBuilder() {
    rest.answering(token(FIRST, 1_800), NONE);
    try (AdminClient own = builder().header("x-a", "1").build()) {
      own.with(CallOptions.defaults().header("x-b", "2")).listProjects();
    }
    assertThat(headers(rest.next())).isEqualTo(Map.of("x-a", "1"));
    assertThat(headers(rest.next())).isEqualTo(Map.of("x-a", "1", "x-b", "2"));
  }

  private static Map<String, String> headers(Call call) {
    Map<String, String> headers = new HashMap<>();
    call.context().headers().forEach(headers::put);
    return headers;
  }

  @Test
  void aPlaceholderInTheEnvironmentIsRefusedAndNotPrinted() {
    String text = "${PINECONE_CLIENT_SECRET}";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdminClient.Builder.credentialsFrom("id", text))
        .withMessageContaining("clientSecret")
        .withMessageContaining("contains a placeholder")
        .withMessageNotContaining(text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdminClient.builder().clientCredentials(text, "s3cret-value"))
        .withMessageContaining("clientId")
        .withMessageNotContaining(text);
    assertThatCode(() -> AdminClient.Builder.credentialsFrom("id", "s3cret$value"))
        .doesNotThrowAnyException();
  }

  @Test
  void aRequestForATokenDoesNotShowTheSecret() {
    ClientCredentials request = new ClientCredentials("me", "s3cret-key");

    assertThat(request.toString()).doesNotContain("s3cret-key");
  }

  @Test
  void withoutTheRestTransportNoClientIsBuilt() {
    AdminClient.Builder grpc = builder().transports(new FakeTransport(Protocol.GRPC));

    assertThatIllegalStateException()
        .isThrownBy(grpc::build)
        .withMessageContaining("add the artifact io.pinelink:pinelink-rest")
        .withMessageNotContaining("pinelink-grpc");
  }
}
