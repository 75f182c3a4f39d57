package io.pinelink.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Filter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.sources.And;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Or;
import org.junit.jupiter.api.Test;

/** Tests the filters that are pushed, with names and depths that Spark makes. */
class PushedFiltersTest {
  private final PushedFilters pushed =
      new PushedFilters("doc-id", Set.of("n", "it`s", "a.b", "in-stock"));

  private static EqualTo equal(String attribute, Object value) {
    return new EqualTo(attribute, value);
  }

  @Test
  void quotedNamesNameColumns() {
    assertThat(pushed.ids(equal("`doc-id`", "a"))).containsExactly("a");
    for (String attribute : List.of("n", "`it``s`", "`a.b`", "`in-stock`")) {
      assertThat(pushed.metadata(equal(attribute, 1))).as(attribute).isNotNull();
    }
    for (String attribute : List.of("a.b", "`a`.`b`", "none")) {
      assertThat(pushed.metadata(equal(attribute, 1))).as(attribute).isNull();
    }
  }

  @Test
  void nestedAlternativesBecomeOneList() {
    org.apache.spark.sql.sources.Filter any =
        IntStream.range(0, 50)
            .<org.apache.spark.sql.sources.Filter>mapToObj(i -> equal("n", i))
            .reduce(Or::new)
            .orElseThrow();

    assertThat(pushed.metadata(any)).extracting(PushedFiltersTest::parts).isEqualTo(50);
    assertThat(pushed.metadata(new Or(any, new Or(any, equal("n", 50))))).isNull();
  }

  @Test
  void nestedConjunctionsBecomeOneListOfTheirKnownParts() {
    org.apache.spark.sql.sources.Filter all =
        IntStream.range(0, 50)
            .<org.apache.spark.sql.sources.Filter>mapToObj(i -> equal(i % 2 == 0 ? "n" : "none", i))
            .reduce(And::new)
            .orElseThrow();

    assertThat(pushed.metadata(all)).extracting(PushedFiltersTest::parts).isEqualTo(25);
  }

  private static int parts(Filter filter) {
    Map<String, Object> tree = filter.asMap();
    return tree.values().iterator().next() instanceof List<?> parts ? parts.size() : 1;
  }
}
