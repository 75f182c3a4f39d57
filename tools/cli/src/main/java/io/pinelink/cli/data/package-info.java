/** Commands for the content of an index: upsert, query, search, fetch, list, update, delete. */
@NullMarked
package io.pinelink.cli.data;

import org.jspecify.annotations.NullMarked;
