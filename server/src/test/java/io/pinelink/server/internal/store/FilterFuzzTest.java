package io.pinelink.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tests that any JSON object is a filter, which matches repeatably, or is refused. */
class FilterFuzzTest {
  private static final List<Map<String, Object>> METADATA =
      List.of(
          Map.of(),
          Map.of("genre", "drama", "year", 2020.0, "new", true, "tags", List.of("a", "b")),
          Map.of("genre", "", "year", -0.0, "new", false, "tags", List.of()));

  private final FilterCompiler compiler = new FilterCompiler(null);

  @FuzzTest
  void anyObjectIsAFilterOrRefused(byte[] json) {
    JsonNode object;
    try {
      object = PlainJson.MAPPER.readTree(json);
    } catch (IOException notJson) {
      return;
    }
    if (!object.isObject()) {
      return;
    }
    Predicate<Map<String, Object>> filter;
    try {
      filter = compiler.compile(PlainJson.members(object));
    } catch (RpcException refused) {
      assertThat(refused.text()).isNotBlank();
      return;
    } catch (ControlException refused) {
      assertThat(refused).hasMessageContaining("number out of range");
      return;
    }
    METADATA.forEach(
        metadata -> assertThat(filter.test(metadata)).isEqualTo(filter.test(metadata)));
  }
}
