package io.pinelink.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks that the types that a client returns can get a new member without breaking a program. */
class ReturnedTypesTest {
  private static final String INPUT = "users pass it to the client, too";
  private static final String SPI = "transports and tests of routes create it";

  /** The types with a public constructor and no builder, and the reason why. */
  private static final Map<String, String> EXCEPTIONS =
      Map.ofEntries(
          Map.entry("control.FullTextSearch", INPUT),
          Map.entry("control.FullTextSearch$Ngram", INPUT),
          Map.entry("control.IndexSpec$Byoc", INPUT),
          Map.entry("control.IndexSpec$Other", INPUT),
          Map.entry("control.IndexSpec$Pod", INPUT),
          Map.entry("control.IndexSpec$Serverless", INPUT),
          Map.entry("control.ReadCapacity$Dedicated", INPUT),
          Map.entry("control.ReadCapacity$OnDemand", INPUT),
          Map.entry("control.ReadCapacity$Other", INPUT),
          Map.entry("control.SchemaField$DenseVector", INPUT),
          Map.entry("control.SchemaField$FieldEmbedding", INPUT),
          Map.entry("control.SchemaField$Filterable", INPUT),
          Map.entry("control.SchemaField$Other", INPUT),
          Map.entry("control.SchemaField$SemanticText", INPUT),
          Map.entry("control.SchemaField$SparseVector", INPUT),
          Map.entry("control.SchemaField$Text", INPUT),
          Map.entry("model.ConsistencyToken", INPUT),
          Map.entry("model.MetadataSchema", INPUT),
          Map.entry("network.HttpProxy$Credentials", INPUT),
          Map.entry("records.TextRecord", INPUT),
          Map.entry("routing.HostBook$Entry", INPUT),
          Map.entry("routing.Route", SPI),
          Map.entry("routing.Route$Decision", SPI),
          Map.entry("routing.Route$DialOptions", SPI));

  /** Returns the types that the client returns, of which programs can create objects only whole. */
  private static Set<String> frozen() {
    List<Class<?>> clients =
        NullArguments.typesIn(PublishedJar.CORE.content(), Set.of("io.pinelink"));
    return ReturnedTypes.of(clients).stream()
        .filter(ReturnedTypes::isFrozen)
        .map(type -> type.getName().substring("io.pinelink.".length()))
        .collect(Collectors.toSet());
  }

  @Test
  void aReturnedTypeHasABuilderOrNoPublicConstructor() {
    assertThat(frozen()).isSubsetOf(EXCEPTIONS.keySet());
  }

  @Test
  void eachExceptionIsNeeded() {
    assertThat(frozen()).containsAll(EXCEPTIONS.keySet());
  }

  @Test
  void partsOfAReturnedTypeAreFound() {
    assertThat(ReturnedTypes.of(Set.of(Client.class)))
        .contains(Answer.class, Part.class, Open.class)
        .filteredOn(ReturnedTypes::isFrozen)
        .containsExactlyInAnyOrder(Answer.class, Part.class);
  }

  /** A client whose answer has a public constructor. */
  public interface Client {
    CompletableFuture<List<Answer>> ask();
  }

  /** An answer whose constructor gets another parameter with each new member. */
  public record Answer(Map<String, Optional<Part>> parts, Open open) {}

  /** A part of an answer. */
  public record Part(int number) {}

  /** A value that the service may extend. */
  public record Open(String value) {}
}
