package io.pinelink.endtoend.soak;

import io.pinelink.error.NotFoundException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A caller with namespaces of its own, which alone it writes. */
final class Caller implements Runnable {
  private static final int MAX_BATCH = 8;
  private static final int UPSERTS_PER_GROUP = 20;
  private static final int MAX_IDS = 300;
  private static final int FETCHED_AT_ONCE = 100;
  private static final int LIFE_CYCLE_ONE_OF = 60;
  private static final int REFRESH_ONE_OF = 500;

  private final int position;
  private final String name;
  private final SplittableRandom random;
  private final SoakClients clients;
  private final Mismatches mismatches;
  private final BooleanSupplier more;
  private final Runnable beforeCall;
  private final List<Space> spaces = new ArrayList<>();
  private long number;

  /** A namespace that the caller writes, with what it must contain. */
  private final class Space {
    private final Function<String, Store> create;
    private final String prefix;
    private final boolean withValues;
    private Store store;
    private NamespaceModel model;
    private List<String> groups;
    private int written;

    Space(String kind, boolean withValues, Function<String, Store> create) {
      this.create = create;
      this.prefix = name + "-" + kind;
      this.withValues = withValues;
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

    void step() {
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
    void finish() {
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
        unexpectedRefusal(e);
      }
    }
  }

  Caller(
      int position,
      SplittableRandom random,
      SoakClients clients,
      Mismatches mismatches,
      BooleanSupplier more,
      Runnable beforeCall) {
    this.position = position;
    this.name = "c" + position;
    this.random = random;
    this.clients = clients;
    this.mismatches = mismatches;
    this.more = more;
    this.beforeCall = beforeCall;
    Space vectors =
        new Space("v", true, namespace -> new VectorStore(clients.vectors(), namespace));
    Space documents =
        new Space("d", true, namespace -> new DocumentStore(clients.documents(), namespace));
    Space records =
        new Space("r", false, namespace -> new RecordStore(clients.records(), namespace));
    for (int i = 0; i < 10; i++) {
      spaces.add(i < 7 ? vectors : i < 9 ? documents : records);
    }
  }

  @Override
  public void run() {
    attempt(() -> lifeCycle(position % LifeCycle.values().length));
    while (more.getAsBoolean()) {
      beforeCall.run();
      if (random.nextInt(REFRESH_ONE_OF) == 0) {
        clients.client().refreshRoutes();
      }
      if (random.nextInt(LIFE_CYCLE_ONE_OF) == 0) {
        attempt(() -> lifeCycle(random.nextInt(LifeCycle.values().length)));
      } else {
        attempt(spaces.get(random.nextInt(spaces.size()))::step);
      }
    }
  }

  private void attempt(Runnable call) {
    try {
      call.run();
    } catch (PinelinkException e) {
      unexpectedRefusal(e);
    } catch (RuntimeException e) {
      mismatches.add(name + ": " + e);
    }
  }

  private void lifeCycle(int kind) {
    List.of(LifeCycle.values()).get(kind).run(clients, name + "-" + number++);
  }

  /** Checks everything that was written. */
  void finish() {
    spaces.stream().distinct().forEach(Space::finish);
  }

  private void persistently(Runnable read) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        read.run();
        return;
      } catch (PinelinkException e) {
        unexpectedRefusal(e);
      }
    }
  }

  /** The service refuses nothing of its own accord. */
  private void unexpectedRefusal(PinelinkException e) {
    if (e instanceof ServiceException && !String.valueOf(e.getMessage()).contains(FaultKind.MARK)) {
      mismatches.add(name + ": " + e.getMessage());
    }
  }
}
