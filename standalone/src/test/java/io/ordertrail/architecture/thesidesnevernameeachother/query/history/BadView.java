package io.ordertrail.architecture.thesidesnevernameeachother.query.history;

import io.ordertrail.architecture.thesidesnevernameeachother.standalone.Main;

class BadView extends Main {
}
