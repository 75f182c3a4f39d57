package io.pinelink.flink;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkChange;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Metric;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the sink with jobs of two tasks in this JVM that write to a server on loopback over TLS.
 */
@Tag("slow")
class PinelinkSinkIT {
  private static final int VECTORS = 20_000;
  private static final int PER_CHECKPOINT = 5_000;
  private static final Duration LONG = Duration.ofSeconds(60);

  // Static, since a task sees only the part of a test that is in the job graph.
  private static final EmbeddedPinecone SERVER = EmbeddedPinecone.start();
  private static final AtomicBoolean FAILED = new AtomicBoolean();
  private static final AtomicLong SEEN = new AtomicLong();
  private static final Semaphore ATTEMPTS = new Semaphore(0);
  private static final Queue<RejectedChange> REJECTED = new ConcurrentLinkedQueue<>();

  private static final Pinelink CLIENT = SERVER.clientBuilder().build();

  private static Cluster cluster;

  /** Another index for each test: what is left of a job that failed may still write. */
  private static String name = "";

  private static int tests;

  private final Index index = newIndex();

  @BeforeAll
  static void startTheCluster() throws Exception {
    cluster = Cluster.start();
  }

  @BeforeEach
  void forgetTheOthers() {
    FAILED.set(false);
    SEEN.set(0);
    ATTEMPTS.drainPermits();
    REJECTED.clear();
  }

  @AfterEach
  void deleteTheIndex() {
    SERVER.faults().clear();
    SERVER.clearRequests();
    CLIENT.controlPlane().deleteIndex(name);
  }

  @AfterAll
  static void closeAll() throws Exception {
    cluster.stop();
    CLIENT.close();
    SERVER.close();
  }

  private static Index newIndex() {
    name = "docs-" + ++tests;
    CLIENT
        .controlPlane()
        .createIndex(
            CreateIndexRequest.dense(
                name, Job.DIMENSION, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    return CLIENT.index(name);
  }

  private static PinelinkSink.Builder<Long> sink() {
    return PinelinkSink.builder(
            () -> SERVER.clientBuilder().build(),
            (Long number) -> BulkChange.upsert(Job.vector(number)))
        .index(name);
  }

  private static boolean isUpsert(RecordedRequest request) {
    return request.operation().equals("upsert") && request.index().equals(name);
  }

  private static Map<String, Vector> stored(Index index) {
    Map<String, Vector> stored = new HashMap<>();
    index.scan().forEach(vector -> stored.put(vector.id(), vector));
    return stored;
  }

  private static Map<String, Vector> expected(LongStream numbers) {
    return numbers.mapToObj(Job::vector).collect(toMap(Vector::id, vector -> vector));
  }

  @Test
  void everythingIsWrittenWhenABoundedJobEnds() throws Exception {
    StreamExecutionEnvironment job = Job.environment(0);
    job.fromSequence(0, VECTORS - 1).sinkTo(sink().namespace("en").build());
    cluster.run(job);
    assertThat(stored(index.namespace("en"))).isEqualTo(expected(LongStream.range(0, VECTORS)));
  }

  @Test
  void elementsGoToTheirNamespaces() throws Exception {
    StreamExecutionEnvironment job = Job.environment(0);
    job.fromSequence(0, 2_999)
        .sinkTo(sink().namespaceOf(number -> "tenant-" + number / 100 % 3).build());
    cluster.run(job);
    for (int tenant = 0; tenant < 3; tenant++) {
      int rest = tenant;
      assertThat(stored(index.namespace("tenant-" + tenant)))
          .isEqualTo(expected(LongStream.range(0, 3_000).filter(n -> n / 100 % 3 == rest)));
    }
  }

  @Test
  void aFailedJobResumesAtItsCheckpointAndLosesNothing() throws Exception {
    StreamExecutionEnvironment job = Job.environment(1);
    Job.numbers(job, VECTORS, PER_CHECKPOINT)
        .map(
            number -> {
              // No task may reach its third interval before two checkpoints are complete.
              if (SEEN.incrementAndGet() > 2 * PER_CHECKPOINT + 1_000
                  && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("failing once");
              }
              return number;
            })
        .returns(Long.class)
        .sinkTo(sink().build());
    cluster.run(job);
    assertThat(FAILED).isTrue();
    assertThat(SEEN.get()).isGreaterThan(VECTORS).isLessThan(VECTORS + 2L * PER_CHECKPOINT);
    assertThat(stored(index)).isEqualTo(expected(LongStream.range(0, VECTORS)));
  }

  /** Returns a job that counts its elements, of which few arrive between two checkpoints. */
  private static StreamExecutionEnvironment countedJob(int parallelism) {
    StreamExecutionEnvironment job = Job.environment(0);
    job.setParallelism(parallelism);
    Job.numbers(job, VECTORS, 1_000)
        .map(
            number -> {
              SEEN.incrementAndGet();
              return number;
            })
        .returns(Long.class)
        .uid("counted")
        .sinkTo(sink().build())
        .uid("sink");
    return job;
  }

  @Test
  void aJobContinuesFromASavepointWithAnotherParallelism(@TempDir Path folder) throws Exception {
    JobID first = cluster.submit(countedJob(2));
    SERVER.awaitRequest(PinelinkSinkIT::isUpsert, LONG);
    String savepoint = cluster.stopWithSavepoint(first, folder);
    assertThat(cluster.await(first).isSuccess()).isTrue();
    assertThat(SEEN.get()).isPositive().isLessThan(VECTORS);
    assertThat(stored(index)).hasSize(SEEN.intValue());

    cluster.runFrom(savepoint, countedJob(1));

    assertThat(SEEN).hasValue(VECTORS); // none of them was read twice
    assertThat(stored(index)).isEqualTo(expected(LongStream.range(0, VECTORS)));
  }

  /** Returns a change of one of 50 ids; every third one is a delete. */
  private static BulkChange change(long number) {
    long id = number % 50;
    return number % 3 == 0
        ? BulkChange.delete(Job.id(id))
        : BulkChange.upsert(Vector.of(Job.id(id), Job.vector(number).values()));
  }

  @Test
  void theLastChangeOfEachIdIsStored() throws Exception {
    StreamExecutionEnvironment job = Job.environment(0);
    job.setParallelism(1); // a parallel source would have no order
    job.fromSequence(0, VECTORS - 1)
        .sinkTo(
            PinelinkSink.builder(() -> SERVER.clientBuilder().build(), PinelinkSinkIT::change)
                .index(name)
                .build());
    cluster.run(job);

    Map<String, Float> last = new HashMap<>();
    for (long number = 0; number < VECTORS; number++) {
      if (number % 3 == 0) {
        last.remove(Job.id(number % 50));
      } else {
        last.put(Job.id(number % 50), number + 1f);
      }
    }
    Map<String, Float> firstValues = new HashMap<>();
    stored(index).forEach((id, vector) -> firstValues.put(id, vector.values()[0]));
    assertThat(firstValues).isEqualTo(last);
  }

  @Test
  void documentsAreWrittenUpdatedAndDeleted() throws Exception {
    IndexSchema schema = IndexSchema.builder().denseVector("embedding", 2, Metric.COSINE).build();
    CLIENT
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(
                    "articles", schema, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                .build());
    StreamExecutionEnvironment job = Job.environment(0);
    job.setParallelism(1);
    job.fromSequence(0, 2_999)
        .sinkTo(
            PinelinkSink.builder(
                    () -> SERVER.clientBuilder().build(), PinelinkSinkIT::documentChange)
                .documentIndex("articles")
                .build());
    cluster.run(job);

    Map<String, Double> years = new HashMap<>();
    CLIENT
        .documents("articles")
        .scan()
        .forEach(document -> years.put(document.id(), document.fields().number("year").orElse(0)));
    assertThat(years)
        .hasSize(900)
        .allSatisfy((id, year) -> assertThat(year).isGreaterThanOrEqualTo(2_000));
    CLIENT.controlPlane().deleteIndex("articles");
  }

  /** Returns an upsert, then an update of each document, and the delete of every tenth one. */
  private static BulkChange documentChange(long number) {
    String id = "d" + number % 1_000;
    if (number < 1_000) {
      return BulkChange.upsert(
          Document.builder(id).put("embedding", new float[] {number, 1}).put("year", 1900).build());
    }
    return number >= 2_000 && number % 10 == 0
        ? BulkChange.delete(id)
        : BulkChange.update(DocumentUpdate.builder(id).put("year", number).build());
  }

  @Test
  void throttlingSlowsTheStreamAndLosesNothing() throws Exception {
    Fault good = Fault.delay(Duration.ZERO);
    Fault slow = Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down");
    Fault later = Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "later", Duration.ofSeconds(1));
    SERVER.faults().next("upsert", good, slow, good, slow, slow, good, later, good);
    StreamExecutionEnvironment job = Job.environment(0);
    job.fromSequence(0, 4_999).sinkTo(sink().bulkOptions(o -> o.maxBatchItems(100)).build());
    cluster.run(job);
    assertThat(SERVER.faults().pending()).isEmpty();
    assertThat(stored(index)).isEqualTo(expected(LongStream.range(0, 5_000)));
  }

  /** One of the vectors has one value too many. */
  private static PinelinkSink.Builder<Long> sinkOfOneThatIsRefused() {
    return PinelinkSink.builder(
            () -> SERVER.clientBuilder().build(),
            (Long number) ->
                BulkChange.upsert(
                    number == 77
                        ? Vector.of("broken", new float[Job.DIMENSION + 1])
                        : Job.vector(number)))
        .index(name);
  }

  @Test
  void aRefusedVectorFailsTheJobNamingItAndTheReason() {
    StreamExecutionEnvironment job = Job.environment(0);
    // An unbounded source: if a task fails just as its source ends, Flink may report that instead.
    job.fromSequence(0, Long.MAX_VALUE - 1)
        .sinkTo(sinkOfOneThatIsRefused().namespace("en").build());
    Throwable failure = catchThrowable(() -> cluster.run(job));
    assertThat(failure).isNotNull();
    assertThat(ExceptionUtils.stringifyException(failure))
        .contains("rejected: UPSERT_VECTOR 'broken' of namespace 'en' of index docs")
        .contains("dimension");
  }

  /** Starts a job with an unbounded source whose sink refuses one vector. */
  private static JobID submitJobWithARefusedVector(Configuration configuration) throws Exception {
    StreamExecutionEnvironment job =
        StreamExecutionEnvironment.createLocalEnvironment(Job.PARALLELISM, configuration);
    job.enableCheckpointing(100);
    job.fromSequence(0, Long.MAX_VALUE - 1)
        .map(
            number -> {
              if (number == 77) {
                ATTEMPTS.release();
              }
              return number;
            })
        .returns(Long.class)
        .sinkTo(sinkOfOneThatIsRefused().build());
    return cluster.submit(job);
  }

  @Test
  void aRefusedVectorRestartsAJobWithCheckpointsWithoutLimitByDefault() throws Exception {
    Configuration configuration = new Configuration();
    Duration backoff = Duration.ofMillis(1);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, backoff);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, backoff);

    JobID job = submitJobWithARefusedVector(configuration);

    assertThat(ATTEMPTS.tryAcquire(8, LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    cluster.cancel(job);
    assertThat(cluster.isCancelled(job)).isTrue();
  }

  @Test
  void theRestartStrategyOfTheGuideBoundsTheRestarts() throws Exception {
    JobResult result = cluster.await(submitJobWithARefusedVector(BoundedRestarts.configuration()));

    assertThat(result.getSerializedThrowable().orElseThrow().getFullStringifiedStackTrace())
        .contains("rejected: UPSERT_VECTOR 'broken'");
    assertThat(ATTEMPTS.availablePermits()).isEqualTo(4);
  }

  @Test
  void aHandlerReceivesRefusedVectorsAndTheOthersAreWritten() throws Exception {
    StreamExecutionEnvironment job = Job.environment(0);
    job.fromSequence(0, 499)
        .sinkTo(sinkOfOneThatIsRefused().onRejected(rejected -> REJECTED.add(rejected)).build());
    cluster.run(job);
    assertThat(REJECTED).extracting(rejected -> rejected.change().id()).containsOnly("broken");
    assertThat(stored(index))
        .isEqualTo(expected(LongStream.range(0, 500).filter(number -> number != 77)));
  }

  @Test
  void aHandlerReceivesEveryInvalidChangeOfAnIdThatChangesOften() throws Exception {
    StreamExecutionEnvironment job = Job.environment(0);
    job.fromSequence(0, 499)
        .sinkTo(
            PinelinkSink.builder(
                    () -> SERVER.clientBuilder().build(),
                    (Long number) ->
                        BulkChange.upsert(
                            number % 2 == 1
                                ? Vector.of("hot", new float[Job.DIMENSION + 1])
                                : Vector.of("hot", Job.vector(number).values())))
                .index(name)
                .onRejected(rejected -> REJECTED.add(rejected))
                .build());
    cluster.run(job);
    assertThat(REJECTED).hasSize(250);
    assertThat(stored(index)).containsOnlyKeys("hot");
  }

  @Test
  void aWrongKeyFailsTheJob() {
    StreamExecutionEnvironment job = Job.environment(0);
    job.fromSequence(0, 9)
        .sinkTo(
            PinelinkSink.builder(
                    () -> SERVER.clientBuilder().apiKey("wrong").build(),
                    (Long number) -> BulkChange.upsert(Job.vector(number)))
                .index(name)
                .build());
    assertThat(ExceptionUtils.stringifyException(catchThrowable(() -> cluster.run(job))))
        .contains("index " + name + " could not be opened");
  }

  @Test
  void aCancelledJobEndsWhileTheServiceHangs() throws Exception {
    Fault[] hanging = new Fault[64];
    Arrays.fill(hanging, Fault.hang());
    SERVER.faults().next("upsert", hanging);
    StreamExecutionEnvironment job = Job.environment(0);
    // A task that is cancelled waits for its calls, which end at their timeout.
    job.fromSequence(0, Long.MAX_VALUE - 1)
        .sinkTo(
            PinelinkSink.builder(
                    () -> SERVER.clientBuilder().timeout(Duration.ofSeconds(2)).build(),
                    (Long number) -> BulkChange.upsert(Job.vector(number)))
                .index(name)
                .build());
    JobID running = cluster.submit(job);
    SERVER.awaitRequest(PinelinkSinkIT::isUpsert, LONG);
    cluster.cancel(running);
    assertThat(cluster.isCancelled(running)).isTrue();
    SERVER.awaitRequest(request -> isUpsert(request) && request.cancelled(), LONG);
  }

  @Test
  void noKeyIsInTheJobGraph() throws Exception {
    StreamExecutionEnvironment job = Job.environment(0);
    job.fromSequence(0, 9).sinkTo(sink().indexAt("docs-a1b2c3d.svc.us-east-1.pinecone.io").build());
    byte[] graph = InstantiationUtil.serializeObject(job.getStreamGraph().getJobGraph());
    assertThat(new String(graph, StandardCharsets.ISO_8859_1))
        .contains("docs-a1b2c3d.svc.us-east-1.pinecone.io")
        .doesNotContain(EmbeddedPinecone.API_KEY)
        .doesNotContain("pcsk_");
  }
}
