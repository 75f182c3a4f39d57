/** What commands print and with which code they exit: tables, JSON, progress, failures. */
@NullMarked
package io.pinelink.cli.output;

import org.jspecify.annotations.NullMarked;
