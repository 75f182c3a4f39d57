package io.pinelink.kotlin

import java.nio.file.Path
import kotlin.io.path.readText
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** Tests that the code of docs/kotlin.md is in sources that are compiled and run. */
internal class KotlinPageTest {
  @Test
  fun theCodeOfThePageIsInTheSourcesThatAreRun() {
    val folder = Path.of("src/test/kotlin/io/pinelink/kotlin")
    val sources = listOf("ReadmeExample.kt", "KotlinGuide.kt").joinToString("\n") { plain(folder.resolve(it).readText()) }
    val blocks =
      Regex("```kotlin\n(.*?)```", RegexOption.DOT_MATCHES_ALL)
        .findAll(Path.of("../../docs/kotlin.md").readText())
        .map { plain(it.groupValues[1]) }
        .filterNot { it.startsWith("dependencies {") }
        .toList()

    assertThat(blocks).hasSize(7).allSatisfy { assertThat(sources).contains(it) }
  }

  /** Returns the lines without their indentation. */
  private fun plain(code: String): String = code.trim().lines().joinToString("\n") { it.trim() }
}
