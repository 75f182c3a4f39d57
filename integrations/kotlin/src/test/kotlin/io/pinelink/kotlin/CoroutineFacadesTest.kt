package io.pinelink.kotlin

import io.pinelink.AsyncControlPlane
import io.pinelink.AsyncDocumentIndex
import io.pinelink.AsyncImports
import io.pinelink.AsyncIndex
import io.pinelink.AsyncInference
import io.pinelink.AsyncNamespaces
import io.pinelink.AsyncPinelink
import io.pinelink.AsyncRecordIndex
import java.util.concurrent.CompletionStage
import java.util.concurrent.Flow
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.Arguments
import org.junit.jupiter.params.provider.Arguments.arguments
import org.junit.jupiter.params.provider.MethodSource

/** Tests that the classes for coroutines are complete. */
internal class CoroutineFacadesTest {
  companion object {
    @JvmStatic
    fun facades(): List<Arguments> =
      listOf(
        arguments(AsyncPinelink::class.java, CoroutinePinelink::class.java),
        arguments(AsyncIndex::class.java, CoroutineIndex::class.java),
        arguments(AsyncDocumentIndex::class.java, CoroutineDocumentIndex::class.java),
        arguments(AsyncRecordIndex::class.java, CoroutineRecordIndex::class.java),
        arguments(AsyncNamespaces::class.java, CoroutineNamespaces::class.java),
        arguments(AsyncImports::class.java, CoroutineImports::class.java),
        arguments(AsyncControlPlane::class.java, CoroutineControlPlane::class.java),
        arguments(AsyncInference::class.java, CoroutineInference::class.java),
      )
  }

  @ParameterizedTest
  @MethodSource("facades")
  fun everyFutureAndPublisherOfJavaHasAFunction(java: Class<*>, kotlin: Class<*>) {
    val calls =
      java.methods
        .filter { called(it.returnType) }
        .map { it.name }
        .toSet()

    assertThat(calls).isNotEmpty()
    assertThat(kotlin.methods.map { it.name.substringBefore('-') }).containsAll(calls)
  }

  private fun called(returned: Class<*>): Boolean =
    CompletionStage::class.java.isAssignableFrom(returned) || Flow.Publisher::class.java.isAssignableFrom(returned)
}
