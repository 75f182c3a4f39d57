package io.pinelink.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.spi.ForwardingTransport;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Checks that each reference parameter of the API refuses null by its name, unless it is {@code
 * Nullable}: an argument that is missing by mistake must not widen a call or fail later.
 */
class NullArgumentsTest {
  @Test
  void eachParameterOfTheApiRefusesNullByName() {
    try (ClientSamples client = new ClientSamples()) {
      NullArguments check = new NullArguments(client.values());

      assertThat(NullArguments.typesIn(PublishedJar.CORE.content()))
          .hasSizeGreaterThan(200)
          // A call of a transport never throws, and this one leaves the answer to another.
          .filteredOn(type -> type != ForwardingTransport.class)
          .flatExtracting(check::accepted)
          .isEmpty();
    }
  }

  @Test
  void aMethodThatStoresNullIsFound() {
    List<String> accepted = new NullArguments(new SampleValues()).accepted(Stored.class);

    assertThat(accepted)
        .hasSize(3)
        .anyMatch(found -> found.contains("Stored[") && found.endsWith("name: accepted"))
        .anyMatch(found -> found.contains("Stored.named[") && found.endsWith("name: accepted"))
        .anyMatch(found -> found.contains("Stored.length[") && found.contains("text: threw"));
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
      return new Stored(Objects.requireNonNull(name, "name"), comment);
    }

    public int length(String text) {
      return Objects.requireNonNull(text).length();
    }
  }
}
