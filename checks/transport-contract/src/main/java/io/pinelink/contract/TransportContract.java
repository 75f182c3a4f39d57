package io.pinelink.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.Pinelink;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.QuotaExhaustedException;
import io.pinelink.error.QuotaResource;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.model.Protocol;
import io.pinelink.network.HttpVersion;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import io.pinelink.server.Fault;
import io.pinelink.server.RecordedRequest;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import io.pinelink.spi.Plane;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.dial.AddressResolver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of every transport, independent of its protocol, as a test suite: the same call has
 * the same result, the same error and the same {@link io.pinelink.model.ResponseInfo}. Extend it in
 * a test that provides your transport:
 *
 * <pre>{@code
 * class MyTransportContractTest extends TransportContract {
 *   @Override protected Protocol protocol() { return Protocol.REST; }
 *   @Override protected Transport transport(TransportOptions options) { return new MyTransport(options); }
 * }
 * }</pre>
 *
 * <p>It has the operations that both protocols of the service offer, and runs against an {@link
 * EmbeddedPinecone} with TLS, over the private route.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("exports") // the SPI is exported to this module
public abstract class TransportContract {
  private static final Set<ErrorCode> REMAPPED_CODES =
      Set.of(ErrorCode.UNPROCESSABLE_ENTITY, ErrorCode.UNKNOWN, ErrorCode.QUOTA_EXHAUSTED);

  /** Codes that share their HTTP status with another code, and the code that the status maps to. */
  private static final Map<ErrorCode, ErrorCode> BY_STATUS_ALONE =
      Map.of(
          ErrorCode.OUT_OF_RANGE, ErrorCode.INVALID_ARGUMENT,
          ErrorCode.ABORTED, ErrorCode.ALREADY_EXISTS,
          ErrorCode.DATA_LOSS, ErrorCode.INTERNAL);

  private static final Duration SHORT = Duration.ofMillis(100);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-25T10:00:00.000000001Z"));

  private Contract contract;
  private EmbeddedPinecone server;
  private Pinelink setup;
  private Transport transport;
  private Calls calls;

  /** Creates the contract; for subclasses. */
  protected TransportContract() {}

  /** Returns the protocol of the transport. */
  protected abstract Protocol protocol();

  /** Creates a transport, which the contract closes. */
  protected abstract Transport transport(TransportOptions options);

  /** Returns the HTTP version of a REST transport; other transports ignore it. Default: 1.1. */
  protected HttpVersion httpVersion() {
    return HttpVersion.HTTP_1_1;
  }

  /** Returns the rows. A test of one transport may have more than both protocols share. */
  Contract contract() {
    return Contract.ofBothProtocols();
  }

  /**
   * Prepares the server for the rows.
   *
   * @param folder an empty folder
   */
  void prepare(EmbeddedPineconeBuilder server, Path folder) {}

  @BeforeAll
  final void start(@TempDir Path folder) {
    contract = contract();
    EmbeddedPineconeBuilder builder = EmbeddedPinecone.builder().clock(now::get);
    prepare(builder, folder);
    server = builder.start();
    setup = server.clientBuilder().build();
    transport = transport(options());
    calls = new Calls(server, transport, setup, now, contract);
  }

  @AfterAll
  final void stop() {
    transport.close();
    setup.close();
    server.close();
  }

  /** Removes faults that a failed test left, which would affect the next test. */
  @AfterEach
  final void clear() {
    server.faults().clear();
  }

  private TransportOptions options() {
    return new TransportOptions(
        null,
        "contract",
        Duration.ofSeconds(10),
        64 * 1024 * 1024,
        4,
        httpVersion(),
        AddressResolver.system());
  }

  private Stream<Operation<?, ?>> carried() {
    return contract.operations().stream().filter(transport::supports);
  }

  @Test
  final void everyOperationHasARowForEachPropertyAndASample() {
    List<Operation<?, ?>> both =
        Operations.all().stream().filter(operation -> operation.protocols().size() > 1).toList();
    assertFalse(both.isEmpty());
    assertTrue(contract.operations().containsAll(both), () -> "no sample of one of " + both);
    assertAll(
        contract.operations().stream()
            .flatMap(
                operation ->
                    Arrays.stream(Property.values())
                        .map(
                            property ->
                                () ->
                                    assertTrue(
                                        contract
                                            .rowsOf(operation)
                                            .anyMatch(row -> row.property() == property),
                                        operation + " has no row: " + property))));
  }

  @Test
  final void supportsTheOperationsOfItsProtocol() {
    for (Operation<?, ?> operation : Operations.all()) {
      assertEquals(
          operation.protocols().contains(protocol()),
          transport.supports(operation),
          operation.name());
    }
  }

  @TestFactory
  final Stream<DynamicTest> eachRowHolds() {
    return contract.rows().stream()
        .filter(row -> transport.supports(row.operation()))
        .map(row -> DynamicTest.dynamicTest(row.toString(), () -> row.check().run(calls)));
  }

  @TestFactory
  final Stream<DynamicTest> reportsEveryErrorCode() {
    return carried()
        .flatMap(
            operation ->
                Arrays.stream(ErrorCode.values())
                    .filter(code -> !REMAPPED_CODES.contains(code))
                    .filter(
                        code -> !isByStatusAlone(operation) || !BY_STATUS_ALONE.containsKey(code))
                    .map(
                        code ->
                            DynamicTest.dynamicTest(
                                operation + " refused with " + code,
                                () -> assertRefused(operation, code, code))));
  }

  @TestFactory
  final Stream<DynamicTest> aCodeWithoutAFormatHasTheCodeOfItsStatus() {
    return carried()
        .filter(this::isByStatusAlone)
        .flatMap(
            operation ->
                BY_STATUS_ALONE.entrySet().stream()
                    .map(
                        code ->
                            DynamicTest.dynamicTest(
                                operation + " refused with " + code.getKey(),
                                () -> assertRefused(operation, code.getKey(), code.getValue()))));
  }

  private boolean isByStatusAlone(Operation<?, ?> operation) {
    return contract.of(operation).isOnlyStatusReported();
  }

  /**
   * The error format of the data plane has gRPC's codes, none of which is for schema violations.
   */
  @TestFactory
  final Stream<DynamicTest> aSchemaMismatchIsAnInvalidArgumentOfTheDataPlane() {
    return each(
        "does not fit the schema",
        operation ->
            assertRefused(
                operation,
                ErrorCode.UNPROCESSABLE_ENTITY,
                operation.plane() == Plane.DATA
                    ? ErrorCode.INVALID_ARGUMENT
                    : ErrorCode.UNPROCESSABLE_ENTITY));
  }

  @TestFactory
  final Stream<DynamicTest> anUnknownErrorIsInternal() {
    return each(
        "fails unknown",
        operation -> assertRefused(operation, ErrorCode.UNKNOWN, ErrorCode.INTERNAL));
  }

  /** The text alone distinguishes a quota from a rate limit. */
  @TestFactory
  final Stream<DynamicTest> aMonthlyQuotaIsNotARateLimit() {
    return each(
        "beyond its monthly quota",
        operation -> {
          String text =
              "Request failed. You've reached your egress limit for the current month (7).";
          server.faults().next(operation.name(), Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, text));
          QuotaExhaustedException spent =
              failure(QuotaExhaustedException.class, begin(operation, Calls.TIMEOUT));
          assertEquals(ErrorCode.QUOTA_EXHAUSTED, spent.code());
          assertFalse(spent.isRetryable(), "retryable");
          assertEquals(Optional.of(QuotaResource.EGRESS), spent.resource());
          assertEquals(OptionalLong.of(7), spent.limit());
        });
  }

  private <Q, R> void assertRefused(Operation<Q, R> operation, ErrorCode code, ErrorCode expected) {
    server.faults().next(operation.name(), Fault.refuse(code, "the service's words, õ"));
    ServiceException refused = failure(ServiceException.class, begin(operation, Calls.TIMEOUT));

    assertEquals(expected, refused.code());
    assertEquals(expected.isRetryable(), refused.isRetryable());
    assertEquals(operation.name(), refused.operation());
    assertTrue(refused.requestId().isPresent(), "request id");
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("the service's words, õ"), message);
    assertFalse(message.contains(EmbeddedPinecone.API_KEY), message);
    assertFalse(message.contains(EmbeddedPinecone.CLIENT_SECRET), message);
  }

  @TestFactory
  final Stream<DynamicTest> aRefusedKeyIsReportedInPlainText() {
    return each(
        "refused by the edge",
        operation -> {
          server.faults().next(operation.name(), Fault.plainText(401, "Unauthorized"));
          ServiceException refused =
              failure(ServiceException.class, begin(operation, Calls.TIMEOUT));
          assertEquals(ErrorCode.UNAUTHENTICATED, refused.code());
        });
  }

  @TestFactory
  final Stream<DynamicTest> cancellingEndsTheCallOnTheWire() {
    return each(
        "cancelled",
        operation -> {
          server.clearRequests();
          server.faults().next(operation.name(), Fault.hang());
          CompletableFuture<?> call = begin(operation, Calls.TIMEOUT);
          await(request -> request.operation().equals(operation.name()));
          call.cancel(true);
          await(request -> request.operation().equals(operation.name()) && request.cancelled());
        });
  }

  @TestFactory
  final Stream<DynamicTest> theDeadlineEndsTheCallOnTheWire() {
    return each(
        "out of time",
        operation -> {
          server.clearRequests();
          server.faults().next(operation.name(), Fault.hang());
          outOfTime(operation, SHORT);
          await(request -> request.operation().equals(operation.name()) && request.cancelled());
        });
  }

  /**
   * Makes a call that hangs until its deadline. On a busy machine the deadline can pass before the
   * call reaches the server and takes its fault; then calls with longer timeouts follow, until one
   * has taken it. It may be the late one, and then the call after it is served or refused.
   */
  private void outOfTime(Operation<?, ?> operation, Duration timeout) {
    DeadlineExceededException late =
        failure(DeadlineExceededException.class, begin(operation, timeout));
    assertEquals(operation.name(), late.operation());
    for (Duration longer = timeout; !server.faults().pending().isEmpty(); ) {
      longer = longer.multipliedBy(2);
      try {
        begin(operation, longer).join();
      } catch (CompletionException e) {
        boolean isServed = server.faults().pending().isEmpty();
        assertTrue(isServed || e.getCause() instanceof DeadlineExceededException, e.toString());
      }
    }
  }

  @TestFactory
  final Stream<DynamicTest> aClosedTransportSendsNothing() {
    Transport closed = transport(options());
    closed.close();
    return each(
        "after close",
        operation -> {
          TransportException refused =
              failure(TransportException.class, begin(closed, operation, Calls.TIMEOUT));
          assertTrue(refused.isUnsent(), "unsent");
          assertFalse(refused.isRetryable(), "retryable");
        });
  }

  @TestFactory
  final Stream<DynamicTest> aLostConnectionFailsTheCall() {
    return each(
        "dropped",
        operation -> {
          server.faults().next(operation.name(), Fault.drop());
          TransportException lost =
              failure(TransportException.class, begin(operation, Calls.TIMEOUT));
          assertFalse(lost.isUnsent(), "unsent");
          assertTrue(lost.isRetryable(), "retryable");
        });
  }

  @TestFactory
  final Stream<DynamicTest> aPartialResponseFailsTheCall() {
    return Stream.of(DataOperations.QUERY)
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation + " broken off",
                    () -> {
                      server.faults().next(operation.name(), Fault.breakOff());
                      assertInstanceOf(
                          TransportException.class,
                          failure(PinelinkException.class, begin(operation, Calls.TIMEOUT)));
                    }));
  }

  @TestFactory
  final Stream<DynamicTest> anUnreadableResponseIsMalformed() {
    byte[] garbage = "\u0001\u0002 not an answer".getBytes(StandardCharsets.UTF_8);
    return carried()
        .filter(operation -> protocol() == Protocol.GRPC || contract.hasBodyOverRest(operation))
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation + " answered with garbage",
                    () -> {
                      server.faults().next(operation.name(), Fault.body(garbage));
                      MalformedResponseException malformed =
                          failure(
                              MalformedResponseException.class, begin(operation, Calls.TIMEOUT));
                      assertFalse(malformed.isRetryable(), "retryable");
                    }));
  }

  private Stream<DynamicTest> each(String what, Consumer<Operation<?, ?>> test) {
    List<Operation<?, ?>> all = carried().toList();
    return all.stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(operation + " " + what, () -> test.accept(operation)));
  }

  private <Q, R> CompletableFuture<R> begin(Operation<Q, R> operation, Duration timeout) {
    return begin(transport, operation, timeout);
  }

  private <Q, R> CompletableFuture<R> begin(
      Transport over, Operation<Q, R> operation, Duration timeout) {
    return over.call(operation, contract.sample(operation), calls.context(operation, timeout));
  }

  private static <E extends PinelinkException> E failure(Class<E> type, CompletableFuture<?> call) {
    CompletionException thrown = assertThrows(CompletionException.class, call::join);
    return assertInstanceOf(type, thrown.getCause());
  }

  private void await(Predicate<RecordedRequest> condition) {
    try {
      server.awaitRequest(condition, Calls.TIMEOUT);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
