package io.pinelink.endtoend.soak;

import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.testsupport.load.CheckedNamespace;
import io.pinelink.testsupport.load.DocumentStore;
import io.pinelink.testsupport.load.Mismatches;
import io.pinelink.testsupport.load.RecordStore;
import io.pinelink.testsupport.load.Store;
import io.pinelink.testsupport.load.VectorStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A caller with namespaces of its own, which alone it writes. */
final class Caller implements Runnable {
  private static final int LIFE_CYCLE_ONE_OF = 60;
  private static final int REFRESH_ONE_OF = 500;

  private final int position;
  private final String name;
  private final SplittableRandom random;
  private final SoakClients clients;
  private final Mismatches mismatches;
  private final BooleanSupplier more;
  private final Runnable beforeCall;
  private final List<CheckedNamespace> spaces = new ArrayList<>();
  private long number;

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
    CheckedNamespace vectors =
        checked("v", true, namespace -> new VectorStore(clients.vectors(), namespace));
    CheckedNamespace documents =
        checked("d", true, namespace -> new DocumentStore(clients.documents(), namespace));
    CheckedNamespace records =
        checked("r", false, namespace -> new RecordStore(clients.records(), namespace));
    for (int i = 0; i < 10; i++) {
      spaces.add(i < 7 ? vectors : i < 9 ? documents : records);
    }
  }

  private CheckedNamespace checked(
      String kind, boolean withValues, Function<String, Store> create) {
    return new CheckedNamespace(
        name + "-" + kind, withValues, create, random, mismatches, this::unexpectedRefusal);
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
    spaces.stream().distinct().forEach(CheckedNamespace::finish);
  }

  /** The service refuses nothing of its own accord. */
  private void unexpectedRefusal(PinelinkException e) {
    if (e instanceof ServiceException && !String.valueOf(e.getMessage()).contains(FaultKind.MARK)) {
      mismatches.add(name + ": " + e.getMessage());
    }
  }
}
