package io.ordertrail.architecture.thesidesnevernameeachother.standalone;

public class Main {
}
