package io.pinelink.kotlin

import io.pinelink.CallOptions
import io.pinelink.model.Metadata
import io.pinelink.model.Vector
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/**
 * Creates a vector of dense values: `vectorOf("a", 0.1f, 0.2f, metadata = metadataOf("language" to "en"))`.
 *
 * @throws IllegalArgumentException if the id or a value is outside the limits of [Vector]
 */
public fun vectorOf(id: String, vararg values: Float, metadata: Metadata = Metadata.empty()): Vector =
  Vector.of(id, values, metadata)

/**
 * Creates a vector of dense values from an embedding as models return it, in which each number is converted to a
 * [Float]. A [FloatArray] needs no conversion.
 */
public fun vectorOf(id: String, values: Collection<Number>, metadata: Metadata = Metadata.empty()): Vector =
  Vector.of(id, values.toFloats(), metadata)

/** Returns the numbers as an array, each converted to a [Float], for requests: `vector(*embedding.toFloats())`. */
public fun Collection<Number>.toFloats(): FloatArray {
  val numbers = iterator()
  return FloatArray(size) { numbers.next().toFloat() }
}

/**
 * Creates metadata from strings, numbers, booleans and collections of strings.
 *
 * @throws IllegalArgumentException if a value is of another type; the message contains its key
 */
public fun metadataOf(vararg values: Pair<String, Any>): Metadata = Metadata.copyOf(mapOf(*values))

/** Returns the value at a key: a [String], a [Double], a [Boolean], or a list of strings; null if there is none. */
public operator fun Metadata.get(key: String): Any? = asMap()[key]

/** Returns options with a timeout for all attempts of a call together. Default: 30 seconds. */
public fun CallOptions.timeout(timeout: Duration): CallOptions = timeout(timeout.toJavaDuration())
