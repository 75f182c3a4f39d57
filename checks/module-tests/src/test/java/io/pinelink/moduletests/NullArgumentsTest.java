package io.pinelink.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.PaginatedRequest;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks that each reference parameter of the API refuses null by its name, unless it is {@code
 * Nullable}: an argument that is missing by mistake must not widen a call or fail later.
 */
class NullArgumentsTest {
  @TempDir static Path directory;

  private static ClientSamples client;
  private static ServerSamples server;
  private static NullArguments check;
  private static int paths;

  @BeforeAll
  static void createSamples() {
    client = new ClientSamples();
    server = new ServerSamples();
    SampleValues samples = client.values().with(Path.class, NullArgumentsTest::newPath);
    samples
        .with(PaginatedRequest.class, ListIdsRequest::all)
        .with(PaginatedRequest.Builder.class, ListIdsRequest::builder);
    server.addTo(samples);
    FrameworkSamples.addTo(samples);
    check = new NullArguments(samples);
  }

  private static Path newPath() {
    paths++;
    return directory.resolve("sample-" + paths);
  }

  @AfterAll
  static void close() {
    client.close();
    server.close();
  }

  /** The command line has commands and no API, and only Spark calls the methods of its source. */
  @ParameterizedTest
  @EnumSource(
      value = PublishedJar.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CLI", "SPARK"})
  void eachParameterOfTheApiRefusesNullByName(PublishedJar jar) {
    assertThat(NullArguments.typesIn(jar.content(), jar.api()))
        .isNotEmpty()
        .flatExtracting(check::accepted)
        .isEmpty();
  }

  @Test
  void aMethodThatStoresNullOrNamesItAloneIsFound() {
    List<String> accepted = new NullArguments(new SampleValues()).accepted(Stored.class);

    assertThat(accepted)
        .hasSize(4)
        .anyMatch(found -> found.contains("Stored[") && found.endsWith("name: accepted"))
        .anyMatch(found -> found.contains("Stored.named[") && found.endsWith("name: accepted"))
        .anyMatch(found -> found.contains("Stored.length[") && found.contains("text: threw"))
        .anyMatch(found -> found.contains("Stored.bare[") && found.endsWith("Exception: name"));
  }

  @Test
  void aMethodThatALibraryCallsIsNotChecked() {
    List<String> accepted = new NullArguments(new SampleValues()).accepted(Called.class);

    assertThat(accepted).singleElement().asString().contains("Called.named[");
  }

  /** A class with methods that accept null, or refuse it without a name. */
  public record Stored(String name, @Nullable String comment) {
    public Stored named(String name) {
      return new Stored(name, comment);
    }

    public Stored commented(@Nullable String comment) {
      return new Stored(name, comment);
    }

    public Stored checked(String name) {
      return new Stored(Objects.requireNonNull(name, "name is null"), comment);
    }

    public Stored bare(String name) {
      return new Stored(Objects.requireNonNull(name, "name"), comment);
    }

    public int length(String text) {
      return Objects.requireNonNull(text).length();
    }
  }

  /** A class whose methods accept null, of which the client calls one and JUnit another. */
  public static final class Called implements RouteListener, BeforeEachCallback {
    @Override
    public void chosen(Route route) {}

    @Override
    public void beforeEach(ExtensionContext context) {}

    public void named(String name) {}
  }
}
