package io.pinelink.testsupport.load;

import io.pinelink.error.NotFoundException;
import io.pinelink.error.PinelinkException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A namespace that only one caller writes, and whose answers are all checked. After some hundred
 * ids, everything in it is read, and another one takes its place. Not thread-safe.
 */
public final class CheckedNamespace {
  private static final int MAX_BATCH = 8;
  private static final int UPSERTS_PER_GROUP = 20;
  private static final int MAX_IDS = 300;
  private static final int FETCHED_AT_ONCE = 100;

  private final String prefix;
  private final boolean withValues;
  private final Function<String, Store> create;
  private final SplittableRandom random;
  private final Mismatches mismatches;
  private final Consumer<PinelinkException> failed;
  private Store store;
  private NamespaceModel model;
  private List<String> groups;
  private int written;
  private long number;

  /**
   * @param prefix the start of the names of its namespaces
   * @param withValues whether its reads return dense values, which are then compared
   * @param create opens a namespace by its name
   * @param failed receives the failures of calls that are repeated, before they are
   */
  public CheckedNamespace(
      String prefix,
      boolean withValues,
      Function<String, Store> create,
      SplittableRandom random,
      Mismatches mismatches,
      Consumer<PinelinkException> failed) {
    this.prefix = prefix;
    this.withValues = withValues;
    this.create = create;
    this.random = random;
    this.mismatches = mismatches;
    this.failed = failed;
    start();
  }

  private void start() {
    store = create.apply(prefix + "-" + number++);
    model = new NamespaceModel(mismatches);
    groups = new ArrayList<>(List.of(newGroup()));
    written = 0;
  }

  private String newGroup() {
    return "g" + number++;
  }

  private Content content() {
    return Content.random(random, groups.get(random.nextInt(groups.size())), number++);
  }

  /**
   * Makes a random call and checks its answer.
   *
   * @throws PinelinkException if the call fails
   */
  public void step() {
    boolean existed = model.mustExist();
    try {
      makeCall();
    } catch (NotFoundException e) {
      mismatches.expect(!existed, () -> prefix + ": not found: " + e);
      throw e;
    }
  }

  private void makeCall() {
    int dice = random.nextInt(100);
    if (dice < 30) {
      upsert();
    } else if (dice < 38) {
      update();
    } else if (dice < 45) {
      delete();
    } else if (dice < 47) {
      deleteGroup();
    } else if (dice < 66) {
      List<String> ids = model.sample(random, 3);
      model.checkFetched(ids, store.fetch(ids), withValues);
    } else if (dice < 82) {
      Content query = content();
      int topK = random.nextInt(1, 20);
      model.checkSearch(store, query, topK, store.search(query, topK), withValues);
    } else if (dice < 87) {
      model.checkListed(store.list("id-"));
    } else if (dice < 96) {
      String group = groups.get(random.nextInt(groups.size()));
      model.checkGroup(group, store.fetchGroup(group), withValues);
    } else {
      model.checkCount(store.count());
    }
  }

  /** Writes new ids with a bulk operation, which reports those that it could not write. */
  public void bulkUpsert(int count, Duration timeout) {
    Map<String, Content> contents = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      contents.put("id-" + number++, content());
    }
    Set<String> unconfirmed = store.bulkUpsert(contents, timeout);
    model.written(contents, unconfirmed);
    written += count / MAX_BATCH;
  }

  private void upsert() {
    if (++written % UPSERTS_PER_GROUP == 0) {
      groups.add(newGroup());
    }
    if (written * MAX_BATCH / 2 > MAX_IDS) {
      finish();
      start();
    }
    Map<String, Content> contents = new LinkedHashMap<>();
    for (int i = random.nextInt(1, MAX_BATCH); i > 0; i--) {
      contents.put("id-" + number++, content());
    }
    if (model.openCount() > 0 && random.nextInt(4) == 0) {
      contents.put(anyOpen(), content());
    }
    model.write(contents, () -> store.upsert(contents));
  }

  private String anyOpen() {
    return model.openIds().get(random.nextInt(model.openCount()));
  }

  private void update() {
    if (model.openCount() > 0) {
      String id = anyOpen();
      Content content = content();
      model.write(Map.of(id, content), () -> store.update(id, content));
    }
  }

  private void delete() {
    if (model.openCount() > 0) {
      List<String> ids = List.of(anyOpen());
      model.delete(ids, () -> store.delete(ids));
    }
  }

  private void deleteGroup() {
    if (groups.size() > 1) {
      String group = groups.remove(0);
      model.deleteGroup(group, () -> store.deleteGroup(group));
    }
  }

  /** Checks everything in the namespace and deletes it, however many faults strike. */
  public void finish() {
    persistently(() -> model.checkListed(store.list("id-")));
    List<String> ids = model.allIds();
    for (int from = 0; from < ids.size(); from += FETCHED_AT_ONCE) {
      Collection<String> some = ids.subList(from, Math.min(ids.size(), from + FETCHED_AT_ONCE));
      persistently(() -> model.checkFetched(some, store.fetch(some), withValues));
    }
    try {
      store.drop();
    } catch (NotFoundException e) {
      mismatches.expect(!model.mustExist(), () -> prefix + ": its namespace is missing");
    } catch (PinelinkException e) {
      failed.accept(e);
    }
  }

  private void persistently(Runnable read) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        read.run();
        return;
      } catch (PinelinkException e) {
        failed.accept(e);
      }
    }
  }
}
