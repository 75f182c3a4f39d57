package io.pinelink.conformance;

import io.pinelink.control.IndexDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The indexes of a run: creates them with its tag, after an entry in its journal. */
final class FixtureIndexes {
  private static final int MAX_POLLS = 150;

  private static final int UNAUTHORIZED = 401;

  private final Clients clients;
  private final RecordingProxy proxy;
  private final ServiceCalls calls;
  private final RunNames names;
  private final RunSettings settings;
  private final RunJournal journal;
  private final LeftoverRemoval removal;

  FixtureIndexes(
      Clients clients,
      RecordingProxy proxy,
      ServiceCalls calls,
      RunNames names,
      RunSettings settings,
      RunJournal journal,
      LeftoverRemoval removal) {
    this.clients = clients;
    this.proxy = proxy;
    this.calls = calls;
    this.names = names;
    this.settings = settings;
    this.journal = journal;
    this.removal = removal;
  }

  /** The end of a run whose key the control plane refuses. */
  static final class WrongKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongKeyException(String response) {
      super("the control plane refuses the API key: " + response, null, false, false);
    }
  }

  /**
   * The outcome of the creation of an index.
   *
   * @param host its public host; null if it does not serve
   * @param reason why it does not serve; empty if it does
   */
  record Created(String name, @Nullable String host, String reason) {}

  /** Creates the index that rows share, and waits until it serves. */
  Created create(Fixture fixture) {
    Map<String, @Nullable Object> request = fixture.request(settings.cloud(), settings.region());
    String name = names.name(fixture.word());
    Seen created = create(fixture.path(), fixture.apiVersion(), name, request);
    if (!created.last().isSuccess()) {
      return new Created(name, null, "the index could not be created: " + created.text());
    }
    return awaitReady(name);
  }

  /** Sends a request that creates an index of this run, with its name and tag. */
  Seen create(
      String path,
      String apiVersion,
      String name,
      Map<String, ? extends @Nullable Object> members) {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("name", name);
    request.putAll(members);
    request.put("tags", Map.of(RunNames.TAG, names.run()));
    record(name);
    Seen created =
        calls.send(
            proxy.controlPort(),
            "POST",
            path,
            ReportJson.line(request),
            "application/json",
            apiVersion);
    if (created.status() == UNAUTHORIZED) {
      throw new WrongKeyException(created.text());
    }
    return created;
  }

  private Created awaitReady(String name) {
    Seen seen =
        calls.await(
            MAX_POLLS,
            () -> calls.make(() -> clients.control().controlPlane().describeIndex(name)),
            FixtureIndexes::serves);
    return serves(seen)
        ? new Created(name, seen.value(IndexDescription.class).host().orElseThrow(), "")
        : new Created(name, null, "the index is not ready: " + seen.text());
  }

  private static boolean serves(Seen described) {
    return described.isSuccess()
        && described.value(IndexDescription.class).status().ready()
        && described.value(IndexDescription.class).host().isPresent();
  }

  /** Deletes an index unless the user wants to keep it. */
  void delete(String name) {
    if (settings.keep()) {
      return;
    }
    try {
      removal.remove(journal, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Records in the journal that an index is about to be created. */
  void record(String name) {
    try {
      journal.creating(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RunNames names() {
    return names;
  }

  RunSettings settings() {
    return settings;
  }
}
