package io.pinelink.networktests;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.error.PinelinkException;
import io.pinelink.testsupport.load.CheckedNamespace;
import io.pinelink.testsupport.load.DocumentStore;
import io.pinelink.testsupport.load.Mismatches;
import io.pinelink.testsupport.load.RecordStore;
import io.pinelink.testsupport.load.Store;
import io.pinelink.testsupport.load.VectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A thread that reads and writes namespaces of its own until the run is over. */
final class EnduranceCaller implements Runnable {
  private static final int BULK_ONE_OF = 50;
  private static final int BULK_ITEMS = 100;
  private static final int WARM_UP_STEPS = 10;

  /** Keeps the machine from being the bottleneck, whose queues would hide what the client does. */
  private static final Duration PACE = Duration.ofMillis(20);

  private final String name;
  private final SplittableRandom random;
  private final CallWatch watch;
  private final Violations violations;
  private final Mismatches mismatches;
  private final BooleanSupplier more;
  private final List<CheckedNamespace> namespaces = new ArrayList<>();

  EnduranceCaller(
      String name,
      Pinelink client,
      SplittableRandom random,
      CallWatch watch,
      Violations violations,
      Mismatches mismatches,
      BooleanSupplier more) {
    this.name = name;
    this.random = random;
    this.watch = watch;
    this.violations = violations;
    this.mismatches = mismatches;
    this.more = more;
    Index vectors = client.indexAt(ScenarioProject.FIRST.publicHost(EnduranceService.VECTORS));
    DocumentIndex documents =
        client.documentsAt(ScenarioProject.FIRST.publicHost(EnduranceService.DOCUMENTS));
    RecordIndex records =
        client.recordsAt(ScenarioProject.FIRST.publicHost(EnduranceService.RECORDS));
    CheckedNamespace ofVectors =
        checked("vectors", true, namespace -> new VectorStore(vectors, namespace));
    CheckedNamespace ofDocuments =
        checked("documents", true, namespace -> new DocumentStore(documents, namespace));
    CheckedNamespace ofRecords =
        checked("records", false, namespace -> new RecordStore(records, namespace));
    for (int i = 0; i < 10; i++) {
      namespaces.add(i < 7 ? ofVectors : i < 9 ? ofDocuments : ofRecords);
    }
  }

  private CheckedNamespace checked(
      String kind, boolean withValues, Function<String, Store> create) {
    return new CheckedNamespace(
        name + "-" + kind, withValues, create, random, mismatches, this::failed);
  }

  /** The watch knows whether the failure is explained. */
  private void failed(PinelinkException failure) {
    pause();
  }

  private void pause() {
    LockSupport.parkNanos(PACE.toNanos());
  }

  @Override
  public void run() {
    watch.watchCaller();
    try {
      while (more.getAsBoolean()) {
        step(namespaces.get(random.nextInt(namespaces.size())));
        pause();
      }
      // Everything that was written and not checked yet.
      namespaces.stream().distinct().forEach(CheckedNamespace::finish);
    } catch (RuntimeException | Error e) {
      violations.add(name + ": " + e);
      throw e;
    } finally {
      watch.ignoreCaller();
    }
  }

  /** Makes the first calls, which take seconds on a busy machine while classes are loaded. */
  void warmUp() {
    for (int i = 0; i < WARM_UP_STEPS; i++) {
      namespaces.stream().distinct().forEach(this::step);
    }
  }

  private void step(CheckedNamespace namespace) {
    try {
      if (random.nextInt(BULK_ONE_OF) == 0) {
        bulkUpsert(namespace);
      } else {
        namespace.step();
      }
    } catch (PinelinkException e) {
      failed(e);
    }
  }

  private void bulkUpsert(CheckedNamespace namespace) {
    long began = System.nanoTime();
    namespace.bulkUpsert(BULK_ITEMS, EnduranceClients.TIMEOUT);
    watch.bulkEnded(name, began);
  }
}
