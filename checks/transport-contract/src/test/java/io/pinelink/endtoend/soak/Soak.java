package io.pinelink.endtoend.soak;

import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.model.Metric;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.Indexes;
import io.pinelink.testsupport.load.Content;
import io.pinelink.testsupport.load.Mismatches;
import io.pinelink.testsupport.load.Pauses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/**
 * A run with one client: callers, a server with faults, and a relay that cuts connections of the
 * private route, all drawn from a seed.
 */
final class Soak {
  static final int CALLERS = 16;
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** How much later than its deadline a call may end. */
  static final Duration TOLERANCE = Duration.ofSeconds(1);

  private static final Duration ATTEMPT = Duration.ofSeconds(3);
  private static final int FAULT_ONE_OF = 25;
  private static final int SLOW_FAULT_ONE_OF = 10;
  private static final int CUT_ONE_OF = 300;
  private static final int SILENCE_ONE_OF = 10;
  private static final List<FaultKind> KINDS = List.of(FaultKind.values());

  private final long seed;
  private final long calls;
  private final Path bucket;
  private final UnaryOperator<Pinelink.Builder> protocol;
  private final CallLog log;
  private final Mismatches mismatches = new Mismatches();
  private final Map<FaultKind, LongAdder> faults = new EnumMap<>(FaultKind.class);
  private final Map<HostileRelay.Cut, LongAdder> cuts = new EnumMap<>(HostileRelay.Cut.class);

  Soak(
      long seed, long calls, Path bucket, UnaryOperator<Pinelink.Builder> protocol, Pauses pauses) {
    this.log = new CallLog(TIMEOUT.plus(TOLERANCE), pauses);
    this.seed = seed;
    this.calls = calls;
    this.bucket = bucket;
    this.protocol = protocol;
    for (FaultKind kind : FaultKind.values()) {
      faults.put(kind, new LongAdder());
    }
    for (HostileRelay.Cut cut : HostileRelay.Cut.values()) {
      cuts.put(cut, new LongAdder());
    }
  }

  void run() throws IOException, InterruptedException, ExecutionException {
    try (EmbeddedPinecone server =
            EmbeddedPinecone.builder()
                .bucket("s3://soak", bucket)
                .namespaceAliases(true)
                .restrictedToPrivateEndpoints()
                .start();
        HostileRelay relay = new HostileRelay(server.address(Listener.PRIVATE_DATA));
        Pinelink client = client(server, relay);
        AdminClient admin =
            server
                .configure(AdminClient.builder())
                .clientCredentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET)
                .timeout(TIMEOUT)
                .callListener(log)
                .build()) {
      SoakClients clients = open(server, client, admin);
      List<Caller> callers = new ArrayList<>();
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < CALLERS; i++) {
        SplittableRandom own = random.split();
        callers.add(
            new Caller(
                i,
                random.split(),
                clients,
                mismatches,
                () -> log.calls() < calls,
                () -> strike(own, server, relay)));
      }
      inParallel(callers, Caller::run);
      server.faults().clear();
      inParallel(callers, Caller::finish);
    }
  }

  private Pinelink client(EmbeddedPinecone server, HostileRelay relay) {
    return protocol
        .apply(server.clientBuilder())
        .routePolicy(RoutePolicy.privateRequired())
        .connectRule(ConnectRule.forProject(server.project().shortId()).dial(relay.address()))
        .timeout(TIMEOUT)
        .retryOptions(
            RetryOptions.builder()
                .attemptTimeout(ATTEMPT)
                .backoff(Duration.ofMillis(5), Duration.ofMillis(200))
                .build())
        .callListener(log)
        .build();
  }

  private SoakClients open(EmbeddedPinecone server, Pinelink client, AdminClient admin) {
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder("vectors", Indexes.REGION)
                .dimension(Content.DIMENSION)
                .metric(Metric.DOT_PRODUCT)
                .build());
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(
                    "documents",
                    IndexSchema.builder()
                        .text("title", FullTextSearch.defaults())
                        .denseVector("v", Content.DIMENSION, Metric.DOT_PRODUCT)
                        .build(),
                    Indexes.REGION)
                .build());
    client
        .controlPlane()
        .createIndexForModel(
            CreateIndexForModelRequest.builder(
                    "records", Cloud.AWS, "us-east-1", "llama-text-embed-v2", "text")
                .build());
    return new SoakClients(
        client,
        admin,
        client.index("vectors"),
        client.documents("documents"),
        client.records("records"),
        new LifeCycles(client, client.index("vectors"), server.project().id(), mismatches),
        new AdminLifeCycles(server, admin, mismatches));
  }

  /** Injects a fault, or cuts a connection, before some of the calls. */
  private void strike(SplittableRandom random, EmbeddedPinecone server, HostileRelay relay) {
    if (random.nextInt(FAULT_ONE_OF) == 0) {
      FaultKind kind = KINDS.get(random.nextInt(KINDS.size()));
      if (!kind.isSlow() || random.nextInt(SLOW_FAULT_ONE_OF) == 0) {
        Objects.requireNonNull(faults.get(kind)).increment();
        server.faults().nextOfAny(kind.create(random));
      }
    }
    if (random.nextInt(CUT_ONE_OF) == 0) {
      HostileRelay.Cut[] all = HostileRelay.Cut.values();
      HostileRelay.Cut cut = all[random.nextInt(all.length)];
      if (cut != HostileRelay.Cut.SILENCE || random.nextInt(SILENCE_ONE_OF) == 0) {
        Objects.requireNonNull(cuts.get(cut)).increment();
        relay.cut(cut, random);
      }
      // The log of a whole soak would fill the heap.
      server.clearRequests();
    }
  }

  private interface Step {
    void run(Caller caller);
  }

  private static void inParallel(List<Caller> callers, Step step)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(callers.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Caller caller : callers) {
        running.add(threads.submit(() -> step.run(caller)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  CallLog log() {
    return log;
  }

  Mismatches mismatches() {
    return mismatches;
  }

  Map<FaultKind, LongAdder> faults() {
    return faults;
  }

  Map<HostileRelay.Cut, LongAdder> cuts() {
    return cuts;
  }
}
