@NullMarked
package io.pinelink.parquet;

import org.jspecify.annotations.NullMarked;
