package io.pinelink.contract;

class RestContractTest extends RestContract {}
