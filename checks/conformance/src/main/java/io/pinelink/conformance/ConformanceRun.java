package io.pinelink.conformance;

import io.pinelink.conformance.RowCell.RouteSide;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.Protocol;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run: the rows without an index, then the rows of one index after the other, so that few indexes
 * exist at a time.
 */
final class ConformanceRun {
  private final Clients clients;
  private final RecordingProxy proxy;
  private final ServiceCalls calls;
  private final FixtureIndexes indexes;
  private final RunSettings settings;
  private final Secrets secrets;
  private final Progress progress;
  private final Map<String, List<RecordedExchange>> setUps = new LinkedHashMap<>();
  private final List<RowResult> results = new ArrayList<>();
  private final Map<Connection, String> closed = new HashMap<>();
  private RunPace.@Nullable Ended ended;

  /** A connection that rows of the data plane share: if one row cannot connect, none can. */
  private record Connection(Protocol protocol, RouteSide route) {
    static Connection of(RowCell cell) {
      return new Connection(cell.protocol(), cell.route());
    }
  }

  /** Receives what a run does. */
  interface Progress {
    /** Called before the requests of a row, or of the creation of an index. */
    void started(String name);

    /** Called after a row. */
    void ended(RowResult result);
  }

  ConformanceRun(
      Clients clients,
      RecordingProxy proxy,
      ServiceCalls calls,
      FixtureIndexes indexes,
      RunSettings settings,
      Secrets secrets,
      Progress progress) {
    this.clients = clients;
    this.proxy = proxy;
    this.calls = calls;
    this.indexes = indexes;
    this.settings = settings;
    this.secrets = secrets;
    this.progress = progress;
  }

  /** Returns the rows with each of their protocols and routes, in the order of a run. */
  static List<RowCell> cells(
      List<ConformanceRow> rows, Set<RouteSide> sides, Set<Protocol> protocols) {
    Stream<@Nullable Fixture> order =
        Stream.concat(Stream.of((Fixture) null), Stream.of(Fixture.values()));
    return order
        .flatMap(fixture -> rows.stream().filter(row -> row.needs() == fixture))
        .flatMap(row -> cells(row, sides))
        .filter(cell -> protocols.contains(cell.protocol()))
        .toList();
  }

  private static Stream<RowCell> cells(ConformanceRow row, Set<RouteSide> sides) {
    // The control plane has one route.
    Set<RouteSide> own = row.isData() ? sides : Set.of(RouteSide.PUBLIC);
    List<RowCell> cells = new ArrayList<>();
    for (RouteSide side : own) {
      for (Protocol protocol : row.protocols()) {
        cells.add(new RowCell(row, protocol, side));
      }
    }
    return cells.stream();
  }

  /** Runs the cells, in groups by index. */
  void run(List<RowCell> cells) {
    for (int from = 0; from < cells.size(); ) {
      Fixture fixture = cells.get(from).row().needs();
      int to = from;
      while (to < cells.size() && cells.get(to).row().needs() == fixture) {
        to++;
      }
      runGroup(fixture, cells.subList(from, to));
      from = to;
    }
  }

  private void runGroup(@Nullable Fixture fixture, List<RowCell> cells) {
    FixtureIndexes.Created created = null;
    String missing = "";
    boolean any = cells.stream().anyMatch(cell -> reasonNotToTry(cell).isEmpty());
    if (fixture != null && any) {
      String name = "index/" + fixture.word();
      progress.started(name);
      try {
        created = indexes.create(fixture);
        missing = created.reason();
      } catch (RunPace.Ended e) {
        ended = e;
      } catch (PinelinkException | Unanswered e) {
        missing = "no response from the control plane: " + e.getMessage();
      }
      setUps.put(name, taken());
    }
    for (RowCell cell : cells) {
      String reason = reasonNotToTry(cell);
      RowVerdict verdict =
          !reason.isEmpty() || !missing.isEmpty()
              ? RowVerdict.notTried(reason.isEmpty() ? missing : reason)
              : verdict(cell, created);
      RowResult result = new RowResult(cell, masked(verdict), taken());
      results.add(result);
      progress.ended(result);
    }
    if (created != null && ended == null) {
      indexes.delete(created.name());
    }
  }

  /** A verdict quotes responses, and failures with hosts. */
  private RowVerdict masked(RowVerdict verdict) {
    return new RowVerdict(verdict.outcome(), secrets.mask(verdict.seen()));
  }

  /** Checks see responses as they are; only what is reported is masked. */
  private List<RecordedExchange> taken() {
    return calls.take().stream().map(exchange -> exchange.masked(secrets)).toList();
  }

  private String reasonNotToTry(RowCell cell) {
    RunPace.Ended end = ended;
    if (end != null) {
      return String.valueOf(end.getMessage());
    }
    if (!settings.plan().includes(cell.row().plan())) {
      return "needs plan " + cell.row().plan().word() + ": add --plan " + cell.row().plan().word();
    }
    return cell.row().isData() ? closed.getOrDefault(Connection.of(cell), "") : "";
  }

  private RowVerdict verdict(RowCell cell, FixtureIndexes.@Nullable Created created) {
    progress.started(cell.name());
    try {
      return cell.row().check().run(new RowLab(clients, proxy, calls, indexes, cell, created));
    } catch (RunPace.Ended e) {
      ended = e;
      return RowVerdict.notTried(String.valueOf(e.getMessage()));
    } catch (FixtureIndexes.WrongKeyException | UnauthenticatedException e) {
      throw e;
    } catch (DeadlineExceededException e) {
      return RowVerdict.notTried("no response: " + e.getMessage());
    } catch (ServiceException e) {
      return e.code() == ErrorCode.UNAVAILABLE
          ? RowVerdict.notTried("the service is unavailable: " + e.getMessage())
          : RowVerdict.different("the check failed: " + e);
    } catch (Unanswered e) {
      String reason = String.valueOf(e.getMessage());
      if (e.isWithoutConnection() && cell.row().isData()) {
        closed.put(Connection.of(cell), reason);
      }
      return RowVerdict.notTried(reason);
    } catch (UncheckedIOException e) {
      throw e; // of the journal, without which nothing may be created
    } catch (RuntimeException e) {
      // Something in a response that the check, or the client, does not expect.
      return RowVerdict.different("the check failed: " + e);
    }
  }

  List<RowResult> results() {
    return List.copyOf(results);
  }

  /** Returns the requests that created indexes, by the names that the progress has for them. */
  Map<String, List<RecordedExchange>> setUps() {
    return new LinkedHashMap<>(setUps);
  }

  /** Returns why the run ended early; null if it did not. */
  RunPace.@Nullable Ended ended() {
    return ended;
  }
}
