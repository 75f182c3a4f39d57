package io.pinelink.springboot.test.library;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application whose components are found by a scan. */
@SpringBootApplication
class Library {}
