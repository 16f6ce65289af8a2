package io.ordertrail.architecture.logsgotooneplace;

class BadPrint {

    void print() {
        System.out.println();
    }
}
