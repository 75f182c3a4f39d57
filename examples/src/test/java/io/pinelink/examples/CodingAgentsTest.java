package io.pinelink.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the files for coding agents with the code and with CONTRIBUTING.md. */
class CodingAgentsTest {
  private static final String SKILL = "docs/skill/SKILL.md";
  private static final Pattern FRONT_MATTER =
      Pattern.compile("---\nname: ([a-z0-9-]{1,64})\ndescription: (.{1,1024})\n---\n\n# .+\n");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

  private static String text(String page) throws IOException {
    return Files.readString(GuideCode.ROOT.resolve(page));
  }

  @Test
  void theSkillHasANameAndADescription() throws IOException {
    Matcher matcher = FRONT_MATTER.matcher(text(SKILL));

    assertThat(matcher.lookingAt()).isTrue();
    assertThat(matcher.group(1)).isEqualTo("pinelink");
    assertThat(matcher.group(2)).contains("Pinecone", "private endpoint", "test");
    assertThat(text(SKILL).lines().count()).isLessThan(200);
  }

  @Test
  void theCodeOfTheSkillCompiles(@TempDir Path folder) throws IOException {
    List<String> blocks = GuideCode.blocks(SKILL, "java");
    assertThat(blocks).hasSize(4);
    StringBuilder methods = new StringBuilder();
    for (String block : blocks) {
      if (block.startsWith("import ")) {
        GuideCode.compile("SearchTest", block, folder);
      } else {
        int number = methods.length();
        methods.append("static void snippet" + number + "() throws Exception {\n" + block + "}\n");
      }
    }
    GuideCode.compile("Skill", GuideCode.IMPORTS + "class Skill {\n" + methods + "}", folder);
  }

  /** The names of calls in the text, which no compiler sees. */
  @Test
  void theCallsThatTheSkillNamesExist() throws IOException {
    String sources =
        text("core/src/main/java/io/pinelink/Index.java")
            + text("core/src/main/java/io/pinelink/Pinelink.java")
            + text("core/src/main/java/io/pinelink/network/TlsOptions.java")
            + text("core/src/main/java/io/pinelink/routing/RoutePolicy.java")
            + text("core/src/main/java/io/pinelink/routing/HostBook.java")
            + text("extensions/doctor/src/main/java/io/pinelink/doctor/Doctor.java")
            + text("extensions/doctor/src/main/java/io/pinelink/doctor/Diagnosis.java")
            + text("server/src/main/java/io/pinelink/server/EmbeddedPinecone.java");
    List<String> calls =
        Pattern.compile("\\b([a-z]\\w+)\\(")
            .matcher(String.join(" ", code(SKILL)))
            .results()
            .map(call -> call.group(1))
            .distinct()
            .toList();

    assertThat(calls).contains("privateRequired", "check", "clientBuilder");
    assertThat(calls).allSatisfy(call -> assertThat(sources).containsPattern("\\b" + call + "\\("));
  }

  @Test
  void theCommandsForAgentsAreInTheListForContributors() throws IOException {
    String contributing = GuideCode.blocks("CONTRIBUTING.md", "shell").get(0);
    List<String> commands = GuideCode.blocks("AGENTS.md", "shell").get(0).lines().toList();

    assertThat(commands).hasSizeGreaterThan(4);
    assertThat(contributing.lines()).containsAll(commands);
    assertThat(text("AGENTS.md")).contains("](CONTRIBUTING.md)", "](" + SKILL + ")");
    assertThat(text("AGENTS.md").getBytes(UTF_8).length).isLessThan(3_000);
  }

  @Test
  void thePathsThatAgentsReadExist() throws IOException {
    List<String> paths =
        code("AGENTS.md").stream()
            .filter(code -> code.matches("[a-z][\\w-]*(/[\\w.-]+)*"))
            .toList();

    assertThat(paths).contains("core", "server", "docs/commands");
    assertThat(paths.stream().filter(path -> !List.of("internal", "slow").contains(path)))
        .allSatisfy(path -> assertThat(GuideCode.ROOT.resolve(path)).exists());
  }

  /** Returns the texts in code font outside of blocks. */
  private static List<String> code(String page) throws IOException {
    return CODE.matcher(text(page).replaceAll("(?ms)^```.*?^```$", ""))
        .results()
        .map(code -> code.group(1))
        .toList();
  }
}
