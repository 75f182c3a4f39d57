package io.pinelink.kotlin

import io.pinelink.model.Filter
import java.math.BigDecimal
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test

internal class FilterScopeTest {
  @Test
  fun conditionsAreThoseOfJava() {
    val year = 2020
    val films = filterOf { ("genre" eq "drama") and (("year" gte year) or ("score" lt 0.5)) }

    assertThat(films)
      .isEqualTo(
        Filter.allOf(
          Filter.eq("genre", "drama"),
          Filter.anyOf(Filter.gte("year", 2020L), Filter.lt("score", 0.5)),
        )
      )
    assertThat(filterOf { "seen" eq true }).isEqualTo(Filter.eq("seen", true))
    assertThat(filterOf { "seen" ne false }).isEqualTo(Filter.ne("seen", false))
    assertThat(filterOf { "genre" ne "drama" }).isEqualTo(Filter.ne("genre", "drama"))
    assertThat(filterOf { "year" eq 2020L }).isEqualTo(Filter.eq("year", 2020L))
    assertThat(filterOf { "year" ne 1.5f }).isEqualTo(Filter.ne("year", 1.5))
    assertThat(filterOf { "year" gt 1 }).isEqualTo(Filter.gt("year", 1L))
    assertThat(filterOf { "year" lte 1 }).isEqualTo(Filter.lte("year", 1L))
    assertThat(filterOf { "genre" oneOf listOf("a", "b") }).isEqualTo(Filter.`in`("genre", "a", "b"))
    assertThat(filterOf { "genre" noneOf setOf("a") }).isEqualTo(Filter.notIn("genre", "a"))
  }

  @Test
  fun otherNumbersAreRefusedWithTheFieldAndTheValue() {
    assertThatThrownBy { filterOf { "year" eq BigDecimal.TEN } }
      .isInstanceOf(IllegalArgumentException::class.java)
      .hasMessage("filter of 'year': 10 is a java.math.BigDecimal, expected a Long or a Double")
  }
}
