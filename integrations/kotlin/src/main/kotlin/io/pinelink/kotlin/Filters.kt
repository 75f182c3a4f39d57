package io.pinelink.kotlin

import io.pinelink.model.Filter

/** Creates a filter of metadata: `filterOf { ("genre" eq "drama") and ("year" gte 2020) }`. */
public inline fun filterOf(conditions: FilterScope.() -> Filter): Filter = FilterScope.conditions()

/** The conditions of a filter, which exist inside [filterOf] only. A field of strings may also be a list of strings. */
public object FilterScope {
  /** The field equals the string, or is a list that contains it. */
  public infix fun String.eq(value: String): Filter = Filter.eq(this, value)

  /** The field equals the boolean. */
  public infix fun String.eq(value: Boolean): Filter = Filter.eq(this, value)

  /** The field equals the number; a whole one is from -2^53 to 2^53. */
  public infix fun String.eq(value: Number): Filter = compared(value, Filter::eq, Filter::eq)

  /** The field neither equals the string nor is a list that contains it. */
  public infix fun String.ne(value: String): Filter = Filter.ne(this, value)

  /** The field does not equal the boolean. */
  public infix fun String.ne(value: Boolean): Filter = Filter.ne(this, value)

  /** The field does not equal the number. */
  public infix fun String.ne(value: Number): Filter = compared(value, Filter::ne, Filter::ne)

  /** The field is a number greater than the operand. */
  public infix fun String.gt(value: Number): Filter = compared(value, Filter::gt, Filter::gt)

  /** The field is a number greater than or equal to the operand. */
  public infix fun String.gte(value: Number): Filter = compared(value, Filter::gte, Filter::gte)

  /** The field is a number less than the operand. */
  public infix fun String.lt(value: Number): Filter = compared(value, Filter::lt, Filter::lt)

  /** The field is a number less than or equal to the operand. */
  public infix fun String.lte(value: Number): Filter = compared(value, Filter::lte, Filter::lte)

  /** The field is one of the strings, or a list that contains one of them. */
  public infix fun String.oneOf(values: Collection<String>): Filter = Filter.`in`(this, values)

  /** The field is none of the strings, nor a list that contains one of them; at least one string. */
  public infix fun String.noneOf(values: Collection<String>): Filter = Filter.notIn(this, values)

  /** Both filters match. */
  public infix fun Filter.and(other: Filter): Filter = Filter.allOf(this, other)

  /** At least one of the filters matches. */
  public infix fun Filter.or(other: Filter): Filter = Filter.anyOf(this, other)

  private inline fun String.compared(
    value: Number,
    whole: (String, Long) -> Filter,
    decimal: (String, Double) -> Filter,
  ): Filter =
    when (value) {
      is Byte, is Short, is Int, is Long -> whole(this, value.toLong())
      is Float, is Double -> decimal(this, value.toDouble())
      else ->
        throw IllegalArgumentException(
          "filter of '$this': $value is a ${value.javaClass.name}, expected a Long or a Double"
        )
    }
}
