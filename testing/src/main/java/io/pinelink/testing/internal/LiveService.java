package io.pinelink.testing.internal;

import io.pinelink.Pinelink;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.NotFoundException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real service, for a whole run of tests. Indexes that are not given are created when a test
 * first needs them, and deleted at the end of the run. An index that exists already is never used
 * in place of a new one, and never deleted. Thread-safe.
 */
final class LiveService implements SessionSource {
  static final String SETTING = "pinelink.live";

  private static final String KEY = "PINECONE_API_KEY";
  private static final Duration READY = Duration.ofMinutes(10);
  private static final int MAX_NAME = 45;
  private static final int RUN_ID = 8;

  private final Pinelink client;
  private final Map<String, String> given;

  /** The part of the names of created indexes that differs between runs. */
  private final String run = UUID.randomUUID().toString().substring(0, RUN_ID);

  /** The number of names that were made. */
  private final AtomicInteger names = new AtomicInteger();

  /** The names of the indexes that are ready, by their declarations. */
  private final Map<IndexDeclaration, String> ready = new ConcurrentHashMap<>();

  /** The names of all indexes that this run has created, or may have created. */
  private final Set<String> created = ConcurrentHashMap.newKeySet();

  private LiveService(Pinelink client, Map<String, String> given) {
    this.client = client;
    this.given = given;
  }

  /** Returns the setting; empty if tests run against embedded servers. */
  static Optional<String> setting(ExtensionContext context) {
    return context
        .getConfigurationParameter(SETTING)
        .filter(setting -> !setting.isBlank() && !setting.equalsIgnoreCase("false"));
  }

  /**
   * Connects to the service with the API key of the environment.
   *
   * @param setting {@code true}, or the names of existing indexes for declared ones, such as {@code
   *     docs=team-docs,news=team-news}
   * @param options configures the client
   */
  static LiveService connect(String setting, Consumer<Pinelink.Builder> options) {
    Map<String, String> given = given(setting);
    String key = System.getenv(KEY);
    if (key == null || key.isBlank()) {
      throw new IllegalStateException(
          SETTING + " is set, but the environment variable " + KEY + " has no API key");
    }
    Pinelink.Builder builder = Pinelink.builder();
    options.accept(builder);
    return new LiveService(builder.apiKey(key).build(), given);
  }

  private static Map<String, String> given(String setting) {
    Map<String, String> given = new LinkedHashMap<>();
    if (setting.toLowerCase(Locale.ROOT).equals("true")) {
      return given;
    }
    for (String pair : setting.split(",", -1)) {
      String[] names = pair.strip().split("=", -1);
      if (names.length != 2 || names[0].isEmpty() || names[1].isEmpty()) {
        throw new IllegalStateException(
            SETTING
                + " is '"
                + setting
                + "', expected true, or existing indexes such as docs=team-docs,news=team-news");
      }
      given.put(names[0], names[1]);
    }
    return given;
  }

  @Override
  public Session take() {
    return new LiveSession(this);
  }

  @Override
  public void giveBack(Session session) {
    session.close();
  }

  Pinelink client() {
    return client;
  }

  /** Returns the name of an existing index for a declared one. */
  String existing(IndexDeclaration index) {
    String name = given.get(index.name());
    return name == null ? ready.computeIfAbsent(index, this::create) : name;
  }

  private String create(IndexDeclaration index) {
    String suffix = "-" + run + "-" + names.getAndIncrement();
    String declared = index.name();
    String name =
        declared.substring(0, Math.min(declared.length(), MAX_NAME - suffix.length())) + suffix;
    created.add(name); // Before the call, whose outcome may remain unknown.
    try {
      index.renamed(name).create(client.controlPlane());
      client.controlPlane().awaitIndexReady(name, READY);
    } catch (AlreadyExistsException e) {
      created.remove(name); // It belongs to someone else.
      throw e;
    } catch (RuntimeException e) {
      CleanUp.after(e, () -> deleteCreated(name));
      throw e;
    }
    return name;
  }

  private void deleteCreated(String name) {
    try {
      client.controlPlane().deleteIndex(name);
    } catch (NotFoundException e) {
      // It was not created, or a test deleted it.
    }
    created.remove(name);
  }

  @Override
  public void close() {
    try {
      CleanUp.each(List.copyOf(created), this::deleteCreated);
    } finally {
      client.close();
    }
  }
}
