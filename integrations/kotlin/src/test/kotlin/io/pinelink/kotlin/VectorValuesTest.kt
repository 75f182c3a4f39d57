package io.pinelink.kotlin

import io.pinelink.model.Metadata
import io.pinelink.model.PageRequest
import io.pinelink.model.Page
import io.pinelink.model.Vector
import java.util.Optional
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test

internal class VectorValuesTest {
  @Test
  fun vectorsAreMadeFromFloatsAndEmbeddings() {
    val metadata = metadataOf("year" to 2021, "seen" to true, "tags" to listOf("a", "b"))

    assertThat(vectorOf("a", 0.5f, 1f, metadata = metadata))
      .isEqualTo(Vector.of("a", floatArrayOf(0.5f, 1f), metadata))
    assertThat(vectorOf("a", listOf(0.5, 1.0), metadata)).isEqualTo(vectorOf("a", 0.5f, 1f, metadata = metadata))
    assertThat(metadata["year"]).isEqualTo(2021.0)
    assertThat(metadata["none"]).isNull()
    assertThat(metadataOf()).isEqualTo(Metadata.empty())
    assertThat(vectorOf("a", 1f).sparseValues).isNull()
  }

  @Test
  fun metadataOfAnotherTypeIsRefusedWithItsKey() {
    assertThatThrownBy { metadataOf("when" to Thread.currentThread()) }
      .isInstanceOf(IllegalArgumentException::class.java)
      .hasMessageContaining("when")
  }

  @Test
  fun aServiceThatRepeatsATokenFailsTheFlow() {
    val same =
      object : Page<String> {
        override fun items() = listOf("a")

        override fun nextToken() = Optional.of("token")
      }

    assertThatThrownBy { runBlocking { pages(PageRequest.all()) { same }.toList() } }
      .isInstanceOf(IllegalStateException::class.java)
      .hasMessageContaining("the same page token again: token")
  }
}
