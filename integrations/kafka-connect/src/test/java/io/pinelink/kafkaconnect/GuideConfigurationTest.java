package io.pinelink.kafkaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests that the configurations of the guide are valid, and name only options that exist. */
class GuideConfigurationTest {
  private static final Path GUIDE = Path.of("../../docs/kafka.md");
  private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  @Test
  void theConfigurationsOfTheGuideAreValid() throws IOException {
    List<Map<String, String>> blocks =
        BLOCK
            .matcher(Files.readString(GUIDE))
            .results()
            .map(block -> parsed(block.group(1)))
            .toList();
    assertThat(blocks).hasSize(2);

    Map<String, String> options = new HashMap<>();
    for (Map<String, String> block : blocks) {
      options.putAll(block);
      // The worker replaces what refers to a config provider.
      options.put("api.key", "pcsk_test_0123456789");

      assertThat(new PinelinkSinkConnector().validate(options).configValues())
          .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
    }
  }

  private static Map<String, String> parsed(String json) {
    try {
      return new ObjectMapper().readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
