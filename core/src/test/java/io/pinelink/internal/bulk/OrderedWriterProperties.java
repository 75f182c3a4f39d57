package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkReport;
import io.pinelink.error.ErrorCode;
import io.pinelink.internal.bulk.ScriptedStore.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares random changes of few ids, whose calls are answered in any order, lost, throttled or
 * refused, with a model that applies the valid ones one after another.
 */
class OrderedWriterProperties extends WriterScene {
  private static final int CHANGES = 3_000;

  /** A seventh of all numbers is invalid: the service refuses changes with them. */
  private static boolean isInvalid(int number) {
    return number % 7 == 3;
  }

  private final Map<String, Long> model = new TreeMap<>();
  private final Set<Integer> invalid = new HashSet<>();

  /** The invalid changes that no later change makes unnecessary. */
  private final Set<Integer> invalidAndNotReplaced = new HashSet<>();

  private final Map<String, Set<Integer>> invalidOfKey = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void nothingIsLostInventedOrReordered(long seed) {
    String at = "seed " + seed;
    SplittableRandom random = new SplittableRandom(seed);
    store.invalid = item -> !(item instanceof String) && isInvalid(ScriptedStore.number(item));
    OrderedWriter<Integer> writer =
        writer(
            options()
                .maxBatchItems(random.nextInt(1, 20))
                .maxAttempts(Integer.MAX_VALUE)
                .stallTimeout(Duration.ofDays(10))
                .maxBytesHeld(random.nextLong(4_000_000, 8_000_000)));
    int ids = random.nextInt(1, 12);
    List<CompletableFuture<BulkReport>> flushes = new ArrayList<>();
    int written = 0;
    while (written < CHANGES) {
      switch (random.nextInt(6)) {
        case 0, 1, 2 -> {
          if (writer.offer(change(random, written, ids), written)) {
            apply(written);
            written++;
          }
        }
        case 3 -> answerAny(random);
        case 4 -> time.pass(Duration.ofMillis(random.nextInt(800)));
        default -> {
          if (random.nextInt(20) == 0) {
            int before = written;
            flushes.add(writer.flush().whenComplete((report, failure) -> assertSettled(before)));
          }
        }
      }
    }
    CompletableFuture<BulkReport> last = writer.flush();
    for (int i = 0; i < 100_000 && !last.isDone(); i++) {
      answerAny(random);
      time.pass(Duration.ofMillis(200));
    }

    assertThat(last).as(at).isCompleted();
    assertThat(store.numbers).as(at).isEqualTo(model);
    assertThat(invalid).as(at).containsAll(refused.keySet());
    assertThat(refused.keySet()).as(at).containsAll(invalidAndNotReplaced);
    Set<Integer> all = new HashSet<>(settled);
    all.addAll(refused.keySet());
    assertThat(all).as(at).hasSize(CHANGES);
    assertThat(settled.size() + refused.size()).as(at).isEqualTo(CHANGES);
    flushes.add(last);
    assertThat(flushes).as(at).allSatisfy(flush -> assertThat(flush).isCompleted());
    assertThat(flushes.stream().mapToLong(flush -> flush.join().accepted()).sum())
        .as(at)
        .isEqualTo(settled.size());
    assertThat(flushes.stream().mapToLong(flush -> flush.join().rejected()).sum())
        .as(at)
        .isEqualTo(refused.size());
    writer.close();
    assertThat(time.pending()).as(at).isZero();
    assertThat(ends.get(0).isClean()).as(at).isEqualTo(refused.isEmpty());
    assertThat(progress.get(progress.size() - 1).bytesHeld()).as(at).isZero();
  }

  private BulkChange last = BulkChange.delete("none");

  private BulkChange change(SplittableRandom random, int number, int ids) {
    String id = "v" + random.nextInt(ids);
    BulkChange change =
        switch (random.nextInt(5)) {
          case 0 -> BulkChange.delete(id);
          case 1 -> update(id, number);
          default -> upsert(id, number);
        };
    last = random.nextBoolean() ? change : change.in("en");
    return last;
  }

  /** Applies the last change to the model. */
  private void apply(int number) {
    boolean deletes = last.kind() == BulkChange.Kind.DELETE;
    String key = last.namespace().orElse("") + "/" + last.id();
    Set<Integer> notReplaced = invalidOfKey.computeIfAbsent(key, unused -> new HashSet<>());
    if (!deletes && isInvalid(number)) {
      invalid.add(number);
      notReplaced.add(number);
      invalidAndNotReplaced.add(number);
      return;
    }
    if (last.kind().replacesEarlier()) {
      invalidAndNotReplaced.removeAll(notReplaced);
      notReplaced.clear();
    }
    if (deletes) {
      model.remove(key);
    } else if (last.kind().replacesEarlier()) {
      model.put(key, (long) number);
    } else {
      model.computeIfPresent(key, (same, old) -> old * 31 + number);
    }
  }

  private void assertSettled(int before) {
    Set<Integer> done = new HashSet<>(settled);
    done.addAll(refused.keySet());
    for (int number = 0; number < before; number++) {
      if (!done.contains(number)) {
        throw new AssertionError(number + " is not settled, but was written before the flush");
      }
    }
  }

  /** Answers any of the calls in flight, or lets it fail before or after it was executed. */
  private void answerAny(SplittableRandom random) {
    if (store.calls.isEmpty()) {
      return;
    }
    Call call = store.calls.get(random.nextInt(store.calls.size()));
    switch (random.nextInt(10)) {
      case 0 -> store.fail(call, ScriptedTarget.throttling(Duration.ofMillis(300)));
      case 1 -> store.fail(call, ScriptedTarget.refusal(ErrorCode.UNAVAILABLE));
      case 2 -> store.fail(call, ScriptedTarget.lost(true));
      case 3 -> {
        // An update must not be applied twice here: its effect would differ.
        if (call.kind().replacesEarlier() && call.items().stream().noneMatch(store.invalid)) {
          store.execute(call);
          store.fail(call, ScriptedTarget.lost(false));
        } else {
          store.answer(call);
        }
      }
      default -> store.answer(call);
    }
  }
}
